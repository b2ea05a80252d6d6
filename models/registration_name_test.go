package models

import (
	"strings"
	"testing"
)

// TestNamesThatAnUnconfirmedAddressIsGreetedWith: real names, long ones too, in
// many scripts.
func TestNamesThatAnUnconfirmedAddressIsGreetedWith(t *testing.T) {
	for _, name := range []string{
		"Ling Wu", "J. Smith", "Łukasz Żak-Nowak", "O’Brien, Jr.", "D'Angelo", "d’Angelo", "Ana (Anita) Gómez", "Jose\u0301", "Suharto", "ling wu",
		"María del Carmen Fernández de la Vega Sanz", "José Antonio de la Santísima Trinidad García y Marfil", "Juan Carlos Alfonso Víctor María Borbón",
		"Pedro de Alcântara João Carlos Leopoldo Salvador", "Jan Peter van der Berg-Hoogendoorn", "Nguyễn Thị Minh Khai", "Charles de Gaulle", "ʻAbd al-Raḥmān ibn Khaldūn",
		"Tengku Abdul Rahman bin Tengku Abdul Hamid", "Mohd. Yusof bin Ishak", "el-Sayed Mahmoud", "Ólafur Ragnar Grímsson", "SMITH John", "Lev Nikolayevich Tolstoy",
		"Владимир Владимирович Иванов", "Полад Бюльбюль оглы", "Γεώργιος Α. Παπανδρέου", "Արամ Խաչատրյան",
		"محمد بن علي", "عبد الله بن محمد بن عبد الرحمن آل سعود", "فاطمة أحمد محمد حسن علي إبراهيم", "علی\u200cرضا", "محمود احمدی نژاد", "דוד בן גוריון",
		"王玲", "欧阳娜娜", "阿布·卡里姆", "弗拉基米尔·弗拉基米罗维奇·普京", "阿卜杜热西提", "山田 太郎", "김대중", "ジョン・スミス",
		"अमिताभ बच्चन", "சுப்பிரமணியம் சந்திரசேகர்", "สมชาย วงศ์สวัสดิ์", "ដួង ចាន់ ដារ៉ា", "ኃይለ ሥላሴ ተፈሪ", "ირაკლი ღარიბაშვილი გიორგის ძე", "অমর্ত্য সেন",
	} {
		if got := Greeting("", name, false); got != name {
			t.Errorf("%q is greeted %q", name, got)
		}
	}
}

// TestMessagesAreNoNames: in a mail to somebody who never asked for one.
func TestMessagesAreNoNames(t *testing.T) {
	for _, message := range []string{
		"", ".", "de la", "Your account is closed, call 555 1234", "Your account is closed, please call the bank", "your account is closed", "YOUR ACCOUNT IS CLOSED PLEASE CALL US NOW",
		"Account Suspended. Call", "We Have Closed Your Account At The Bank", "Smith, John, Paul", "please pay now", "Win at https://bad.example", "bad.example", "me@bad.example",
		"Pay €, now", "Pay now: Bank of Avalon", "You have won! Call us", "Ваш счёт закрыт, позвоните", "Su cuenta está cerrada", "Votre compte est fermé", "Ο λογαριασμός έκλεισε, καλέστε",
		"您中奖了，请致电。", "您的账户已经关闭请致电银行", "アカウントは閉鎖されました", "계정이폐쇄되었습니다", "ربحتم؛ اتصلوا", "حسابكم مغلق يرجى الاتصال بالمصرف في أقرب وقت ممكن", "Call ٥٥٥",
		"Supercalifragilisticexpialidocious", strings.Repeat("Anna ", 7), strings.Repeat("de ", 40) + "Anna",
	} {
		if got := Greeting("", message, false); got != "" {
			t.Errorf("%q is repeated: %q", message, got)
		}
	}
}

func TestTheFormOfAddressIsLeftOutIfItIsNone(t *testing.T) {
	for _, c := range []struct {
		honorific, name string
		isConfirmed     bool
		want            string
	}{
		{"Dr", "Ling Wu", false, "Dr Ling Wu"},
		{"H.E. Ambassador", "María del Carmen Fernández de la Vega Sanz", false, "H.E. Ambassador María del Carmen Fernández de la Vega Sanz"},
		{"Su Excelencia el Embajador", "José García Marfil", false, "Su Excelencia el Embajador José García Marfil"},
		{"Your account is closed", "Ling Wu", false, "Ling Wu"},
		{"Your Account Is Closed At The Bank", "Ling Wu", false, "Ling Wu"},
		{"Call 555", "Ling Wu", true, "Ling Wu"},
		{"Dr", "", false, ""},
		{"Dr", "your account is closed", false, ""},
		{"г-н", "иван иванович петров", true, "г-н иван иванович петров"}, // of a person who has the address
		{"", "Win at https://bad.example", true, ""},
	} {
		if got := Greeting(c.honorific, c.name, c.isConfirmed); got != c.want {
			t.Errorf("%q %q, confirmed: %v, is greeted %q, want %q", c.honorific, c.name, c.isConfirmed, got, c.want)
		}
	}
}

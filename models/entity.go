package models

// Entity is a State or another participating entity. Organisers edit the
// table: names, order and who is in it are their decision, never the
// program's, and the ISO code is a hidden key at most.
type Entity struct {
	ID        string `gorm:"primaryKey"`
	Names     Text
	SortKey   string
	ISO       Ref `gorm:"column:iso"`
	ValidFrom Day
	ValidTo   Day
}

// Choice is one entry of a list to choose from.
type Choice struct {
	ID   string
	Name Text
}

module dtvn.example/predecessor

go 1.26.0

require github.com/boltdb/bolt v1.3.1

require golang.org/x/sys v0.50.0 // indirect

"""The house itself: layout, contracts, sizes, documents, catalogs, packaging."""

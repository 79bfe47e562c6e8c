"""Setting PDF, CSV, XLSX and QR codes; knows no domain."""

"""What comes back: files of any format to text, rows and blocks."""

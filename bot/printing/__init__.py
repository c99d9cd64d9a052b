"""What is printed on paper: posters with a code to scan, and a person's list of papers; values in, bytes out."""

"""What one hears and reads: the form, one voice, the lists."""

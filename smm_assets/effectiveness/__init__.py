"""What SQL cannot say well about effectiveness."""

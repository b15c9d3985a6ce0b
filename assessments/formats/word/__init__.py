"""Questions in Word files: reading what teachers write, and writing what they can print."""

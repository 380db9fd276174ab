"""Recipe of the French components in `kg/weights/fr`."""

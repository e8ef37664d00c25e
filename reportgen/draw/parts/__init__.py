"""What drawings are made of: marks, scales, axes, legends, names in lines, room for labels."""

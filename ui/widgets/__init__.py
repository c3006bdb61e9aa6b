"""The parts screens are made of: accessible, sized in mm, styled by the theme alone."""

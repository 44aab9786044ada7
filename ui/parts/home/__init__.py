"""The parts of Home, each as markup: one element is drawn, in the order of the reader's role."""

"""Views as pictures: Vega-Lite, inline SVG and plain HTML. The only place that chooses a shape or a colour."""

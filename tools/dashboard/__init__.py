"""What the generator of the dashboards knows: their parts, the models they count, and one module a dashboard."""

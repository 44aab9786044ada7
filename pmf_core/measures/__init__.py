"""Definition + Scope → Series. All the analytic SQL stands here, in the portable subset."""

"""What a person writes: the scenario, read from YAML, validated, frozen."""

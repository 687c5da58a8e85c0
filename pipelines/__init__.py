"""When things run and with what: code location, jobs, schedules, sensors, resources, the `smm` command."""

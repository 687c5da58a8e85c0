"""When things run and with what: code location, jobs, schedules, sensors, resources, the `smm` command."""

import gc

# Loading makes hundreds of thousands of objects that stay; looking for garbage among them after every 700 new ones
# costs half a second.
gc.set_threshold(10_000)

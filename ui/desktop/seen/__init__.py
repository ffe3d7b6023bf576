"""The parts of the year's page and of the calendar: tables beside the pictures, the numbers, the days."""

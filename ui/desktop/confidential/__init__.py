"""The parts of the confidential pages: sealed fields, talks, appraisal, access log, inspection."""

"""A workspace on the disk: releases, maps, the database."""

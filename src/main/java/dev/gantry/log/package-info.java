/** Reading what the monitors write: raw records for attach and Docker's logs, numbered lines for viewers. The format is docs/formats.md, section 6. */
package dev.gantry.log;

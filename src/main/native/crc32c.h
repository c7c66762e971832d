// CRC-32C (Castagnoli), with the processor's instruction where it has one.
#pragma once

#include <stddef.h>
#include <stdint.h>

// Continues a checksum over more bytes; it begins with 0.
uint32_t crc32c(uint32_t crc, const void *data, size_t length);

// The same without the instruction.
uint32_t crc32c_plain(uint32_t crc, const void *data, size_t length);

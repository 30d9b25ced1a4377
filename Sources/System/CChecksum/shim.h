// The processors' instruction for CRC-32C, which Swift has no name for, and whether the one that runs this has it.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>

static inline int koperator_has_crc32c(void) {
  unsigned a = 0, b = 0, c = 0, d = 0;
  return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_2) != 0;
}

__attribute__((target("sse4.2"))) static inline uint32_t koperator_crc32c_8(uint32_t crc, uint64_t value) {
  return (uint32_t)__builtin_ia32_crc32di(crc, value);
}

__attribute__((target("sse4.2"))) static inline uint32_t koperator_crc32c_1(uint32_t crc, uint8_t value) {
  return __builtin_ia32_crc32qi(crc, value);
}

#define KOPERATOR_CRC32C __attribute__((target("sse4.2")))

#elif defined(__aarch64__)
#include <sys/auxv.h>

// HWCAP_CRC32 of <asm/hwcap.h>.
static inline int koperator_has_crc32c(void) { return (getauxval(AT_HWCAP) & (1UL << 7)) != 0; }

__attribute__((target("crc"))) static inline uint32_t koperator_crc32c_8(uint32_t crc, uint64_t value) {
  return __builtin_arm_crc32cd(crc, value);
}

__attribute__((target("crc"))) static inline uint32_t koperator_crc32c_1(uint32_t crc, uint8_t value) {
  return __builtin_arm_crc32cb(crc, value);
}

#define KOPERATOR_CRC32C __attribute__((target("crc")))

#else

static inline int koperator_has_crc32c(void) { return 0; }
static inline uint32_t koperator_crc32c_8(uint32_t crc, uint64_t value) { (void)value; return crc; }
static inline uint32_t koperator_crc32c_1(uint32_t crc, uint8_t value) { (void)value; return crc; }

#define KOPERATOR_CRC32C

#endif

// The register after these bytes. The loop is here, because a function for a processor that has more than the rest of the
// program asks for is not inlined into it.
KOPERATOR_CRC32C static inline uint32_t koperator_crc32c(uint32_t crc, const uint8_t *bytes, size_t count) {
  while (count >= 8) {
    uint64_t value;
    memcpy(&value, bytes, 8);
    crc = koperator_crc32c_8(crc, value);
    bytes += 8;
    count -= 8;
  }
  for (; count > 0; count--) crc = koperator_crc32c_1(crc, *bytes++);
  return crc;
}

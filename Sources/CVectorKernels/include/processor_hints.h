#ifndef PROCESSOR_HINTS_H
#define PROCESSOR_HINTS_H

#include <stddef.h>
#include <stdint.h>

// What Swift has no name for.

// Tells the CPU that this thread waits in a loop for another.
static inline void spin_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Asks for memory that will be read soon; any address will do.
static inline void prefetch_bytes(const void *_Nonnull bytes, size_t count) {
  for (size_t i = 0; i < count; i += 64) __builtin_prefetch((const char *)bytes + i);
}

#if defined(__GLIBC__)
extern int malloc_trim(size_t pad);
#endif

// Has the allocator give what was freed back to the system, where it would keep it for the process.
static inline void return_freed_memory(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}

// Has this thread take floats below 2^-126 for 0, which are a hundred times slower than others, and
// gives what restore_subnormals needs to undo it.
static inline uint64_t flush_subnormals(void) {
#if defined(__x86_64__)
  const uint32_t state = __builtin_ia32_stmxcsr();
  __builtin_ia32_ldmxcsr(state | 0x8040);
  return state;
#elif defined(__aarch64__)
  uint64_t state;
  __asm__ volatile("mrs %0, fpcr" : "=r"(state));
  __asm__ volatile("msr fpcr, %0" : : "r"(state | (1 << 24)));
  return state;
#else
  return 0;
#endif
}

static inline void restore_subnormals(uint64_t state) {
#if defined(__x86_64__)
  __builtin_ia32_ldmxcsr((uint32_t)state);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(state));
#endif
}

#endif

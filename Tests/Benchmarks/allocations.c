// Counts what a program asks the allocator for; preloaded (LD_PRELOAD) by allocations.py. Linux, glibc.
//
// Each function is looked up behind this one. Looking up may itself allocate: that is served from a small
// block, so that nothing waits for itself.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_ulong count;
static char early[1 << 16];
static atomic_size_t used;

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void *(*real_aligned)(size_t, size_t);
static void (*real_free)(void *);

static void *from_early(size_t size) {
  size_t start = atomic_fetch_add(&used, (size + 63) & ~(size_t)63);
  return start + size <= sizeof early ? early + start : NULL;
}

static int is_early(const void *block) {
  return (const char *)block >= early && (const char *)block < early + sizeof early;
}

// Not a constructor: those of the libraries that ask for memory may come before.
static void find(void) {
  static atomic_int isLooking;
  if (real_malloc || atomic_exchange(&isLooking, 1)) return;
  real_calloc = dlsym(RTLD_NEXT, "calloc");
  real_realloc = dlsym(RTLD_NEXT, "realloc");
  real_aligned = dlsym(RTLD_NEXT, "aligned_alloc");
  real_free = dlsym(RTLD_NEXT, "free");
  real_malloc = dlsym(RTLD_NEXT, "malloc");
}

void *malloc(size_t size) {
  count++;
  find();
  return real_malloc ? real_malloc(size) : from_early(size);
}

void *calloc(size_t number, size_t size) {
  count++;
  find();
  return real_calloc ? real_calloc(number, size) : from_early(number * size);
}

void *realloc(void *block, size_t size) {
  count++;
  find();
  if (real_realloc && !is_early(block)) return real_realloc(block, size);
  void *copy = malloc(size);
  // Behind an early block stands memory of ours: reading past its end does no harm.
  if (copy && block) memcpy(copy, block, size);
  return copy;
}

void *aligned_alloc(size_t alignment, size_t size) {
  count++;
  find();
  return real_aligned ? real_aligned(alignment, size) : from_early(size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  *block = aligned_alloc(alignment, size);
  return *block ? 0 : ENOMEM;
}

void free(void *block) {
  if (block && real_free && !is_early(block)) real_free(block);
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("ALLOCATIONS_FILE");
  FILE *file = path ? fopen(path, "w") : NULL;
  unsigned long found = count;
  if (!file) return;
  fprintf(file, "%lu\n", found);
  fclose(file);
}

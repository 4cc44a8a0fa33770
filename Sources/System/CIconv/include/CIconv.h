#pragma once
#include <iconv.h>

/// The system's iconv. A shim, because the Swift overlay of the C library does not export `iconv.h`.
iconv_t deskferry_iconv_open(const char *to, const char *from);
/// One conversion step; advances the pointers and counts. Returns 0 or the `errno` value (E2BIG, EILSEQ, EINVAL).
int deskferry_iconv(iconv_t handle, const char **input, size_t *inputLeft, char **output, size_t *outputLeft);
void deskferry_iconv_close(iconv_t handle);
/// Whether opening failed.
int deskferry_iconv_failed(iconv_t handle);

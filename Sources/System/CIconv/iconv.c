#include "CIconv.h"
#include <errno.h>

iconv_t deskferry_iconv_open(const char *to, const char *from) { return iconv_open(to, from); }

int deskferry_iconv(iconv_t handle, const char **input, size_t *inputLeft, char **output, size_t *outputLeft) {
    return iconv(handle, (char **)input, inputLeft, output, outputLeft) == (size_t)-1 ? errno : 0;
}

void deskferry_iconv_close(iconv_t handle) { iconv_close(handle); }

int deskferry_iconv_failed(iconv_t handle) { return handle == (iconv_t)-1; }

/* Where the tables to unwind by are.

   GCC's unwinder asks the C library for them, by a function that glibc has and musl has not. A
   static program has one set of them, its own.
   https://www.gnu.org/software/libc/manual/html_node/Dynamic-Linker-Introspection.html */

#include <elf.h>

#define HIDDEN __attribute__((visibility("hidden")))

/* Set by the linker: where the program begins, and where it ends. */
extern const Elf64_Ehdr __ehdr_start HIDDEN;
extern const char _end[] HIDDEN;

/* `struct dl_find_object` on 64-bit Intel. */
struct object {
    unsigned long long flags;
    const void *start;
    const void *end;
    const void *link_map;
    const void *tables;
    unsigned long long reserved[7];
};

int _dl_find_object(const void *place, struct object *object)
{
    const char *start = (const char *)&__ehdr_start;
    const Elf64_Phdr *segment = (const Elf64_Phdr *)(start + __ehdr_start.e_phoff);
    const Elf64_Phdr *end = segment + __ehdr_start.e_phnum;

    if ((const char *)place < start || (const char *)place >= _end)
        return -1;
    for (; segment < end; segment++)
        if (segment->p_type == PT_GNU_EH_FRAME) {
            *object = (struct object){.start = start, .end = _end, .tables = start + segment->p_vaddr};
            return 0;
        }
    return -1;
}

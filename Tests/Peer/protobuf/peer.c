/* Answers commands as Sources/Tools/protobuf-peer does, by protobuf-c: reads a message and writes it again. */
#include <protobuf-c/protobuf-c.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const ProtobufCMessageDescriptor *const known_types[];

static uint8_t *read_part(uint32_t *length) {
  uint8_t head[4];
  if (fread(head, 1, 4, stdin) != 4) return NULL;
  *length = head[0] | head[1] << 8 | head[2] << 16 | (uint32_t)head[3] << 24;
  uint8_t *bytes = calloc(1, (size_t)*length + 1);
  if (bytes != NULL && fread(bytes, 1, *length, stdin) == *length) return bytes;
  free(bytes);
  return NULL;
}

static void write_part(const void *bytes, size_t length) {
  uint8_t head[4] = {length & 0xff, length >> 8 & 0xff, length >> 16 & 0xff, length >> 24 & 0xff};
  fwrite(head, 1, 4, stdout);
  fwrite(bytes, 1, length, stdout);
}

static void answer(const char *status, const void *bytes, size_t length) {
  write_part(status, strlen(status));
  write_part(bytes, length);
  fflush(stdout);
}

static void refuse(const char *reason) { answer("error", reason, strlen(reason)); }

static void exchange(const char *name, const uint8_t *body, size_t length) {
  const ProtobufCMessageDescriptor *const *type = known_types;
  while (*type != NULL && strcmp((*type)->name, name) != 0) type++;
  if (*type == NULL) return refuse("there is no such type");
  ProtobufCMessage *message = protobuf_c_message_unpack(*type, NULL, length, body);
  if (message == NULL) return refuse("the bytes are not such a message");
  size_t size = protobuf_c_message_get_packed_size(message);
  uint8_t *packed = malloc(size + 1);
  protobuf_c_message_pack(message, packed);
  answer("ok", packed, size);
  free(packed);
  protobuf_c_message_free_unpacked(message, NULL);
}

int main(void) {
  for (;;) {
    uint32_t length[3];
    uint8_t *part[3] = {NULL, NULL, NULL};
    for (int index = 0; index < 3; index++) {
      part[index] = read_part(&length[index]);
      if (part[index] == NULL) return 0;
    }
    if (strcmp((char *)part[0], "binary") == 0)
      exchange((char *)part[1], part[2], length[2]);
    else
      refuse("there is no such command");
    for (int index = 0; index < 3; index++) free(part[index]);
  }
}

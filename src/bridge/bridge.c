/*
 * patchbay-bridge: what an AI app starts instead of a server.
 *
 * It joins the app's stdin and stdout to Patchbay's local socket, one JSON-RPC message a line. It
 * starts Patchbay when that does not run, and outlives its restart: requests that were in flight are
 * answered with an error and never sent again, and a session of the 2025 protocol is opened anew.
 * It ends with its app. The same behaviour as bridge.mjs; both pass one test suite.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_LINE (64u << 20)   /* a longer message is no message of MCP */
#define MAX_WAITING (8u << 20) /* what the app may send while Patchbay is away */
#define MAX_REPLAYED 64        /* subscriptions that are made anew after a restart */
#define RETRY_MS 100
#define LAST_ANSWERS_MS 5000

/* ---------------------------------------------------------------- bytes */

typedef struct {
  char *data;
  size_t length, room;
} Bytes;

static void die(const char *why) {
  fprintf(stderr, "patchbay-bridge: %s\n", why);
  exit(70);
}

static void reserve(Bytes *b, size_t more) {
  if (b->length + more <= b->room) return;
  size_t room = b->room ? b->room : 4096;
  while (room < b->length + more) room *= 2;
  char *data = realloc(b->data, room);
  if (!data) die("out of memory");
  b->data = data;
  b->room = room;
}

static void append(Bytes *b, const char *data, size_t length) {
  reserve(b, length);
  memcpy(b->data + b->length, data, length);
  b->length += length;
}

static void append_text(Bytes *b, const char *text) { append(b, text, strlen(text)); }

static void drop_front(Bytes *b, size_t count) {
  b->length -= count;
  memmove(b->data, b->data + count, b->length);
  if (b->length == 0 && b->room > (1u << 20)) {
    free(b->data);
    b->data = NULL;
    b->room = 0;
  }
}

static char *copy_of(const char *data, size_t length) {
  char *copy = malloc(length + 1);
  if (!copy) die("out of memory");
  memcpy(copy, data, length);
  copy[length] = 0;
  return copy;
}

/* ---------------------------------------------------------------- what a message is */

typedef struct {
  const char *at;
  size_t length;
} Slice;

/* The raw text of `id` and the value of `method` at the top of a message; empty when absent. */
typedef struct {
  Slice id, method, uri;
} Message;

static const char *after_string(const char *p, const char *end) {
  for (p++; p < end; p++) {
    if (*p == '\\') p++;
    else if (*p == '"') return p + 1;
  }
  return end;
}

static const char *after_blank(const char *p, const char *end) {
  while (p < end && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')) p++;
  return p;
}

static const char *after_value(const char *p, const char *end) {
  int depth = 0;
  while (p < end) {
    if (*p == '"') {
      p = after_string(p, end);
      if (depth == 0) return p;
      continue;
    }
    if (*p == '{' || *p == '[') depth++;
    else if (*p == '}' || *p == ']') {
      if (depth == 0) return p;
      depth--;
      if (depth == 0) return p + 1;
    } else if (depth == 0 && (*p == ',' || *p == ' ' || *p == '\t' || *p == '\r')) return p;
    p++;
  }
  return end;
}

static bool is_key(Slice key, const char *name) {
  size_t length = strlen(name);
  return key.length == length + 2 && memcmp(key.at + 1, name, length) == 0;
}

/* Calls back for each key of the object at `p`; a message that is no object has none. */
typedef void (*Member)(void *context, Slice key, Slice value);

static void members(const char *p, const char *end, Member each, void *context) {
  p = after_blank(p, end);
  if (p >= end || *p != '{') return;
  p++;
  for (;;) {
    p = after_blank(p, end);
    if (p >= end || *p != '"') return;
    Slice key = {p, 0};
    p = after_string(p, end);
    key.length = (size_t)(p - key.at);
    p = after_blank(p, end);
    if (p >= end || *p != ':') return;
    p = after_blank(p + 1, end);
    Slice value = {p, 0};
    p = after_value(p, end);
    value.length = (size_t)(p - value.at);
    each(context, key, value);
    p = after_blank(p, end);
    if (p >= end || *p != ',') return;
    p++;
  }
}

static void param_member(void *context, Slice key, Slice value) {
  Message *m = context;
  if (is_key(key, "uri")) m->uri = value;
}

static void top_member(void *context, Slice key, Slice value) {
  Message *m = context;
  if (is_key(key, "id")) m->id = value;
  else if (is_key(key, "method")) m->method = value;
  else if (is_key(key, "params")) members(value.at, value.at + value.length, param_member, m);
}

static Message message_of(const char *line, size_t length) {
  Message m = {.id = {0}};
  members(line, line + length, top_member, &m);
  if (m.id.length == 4 && memcmp(m.id.at, "null", 4) == 0) m.id.length = 0;
  return m;
}

static bool is_method(Message m, const char *name) {
  return m.method.length > 0 && is_key(m.method, name);
}

/* ---------------------------------------------------------------- what is remembered */

typedef struct {
  char **items;
  size_t count, room;
} Texts;

static void add_text(Texts *t, const char *data, size_t length) {
  if (t->count == t->room) {
    t->room = t->room ? t->room * 2 : 16;
    t->items = realloc(t->items, t->room * sizeof *t->items);
    if (!t->items) die("out of memory");
  }
  t->items[t->count++] = copy_of(data, length);
}

static bool take_text(Texts *t, Slice wanted) {
  for (size_t i = 0; i < t->count; i++) {
    if (strlen(t->items[i]) != wanted.length || memcmp(t->items[i], wanted.at, wanted.length)) continue;
    free(t->items[i]);
    t->items[i] = t->items[--t->count];
    return true;
  }
  return false;
}

static void clear_texts(Texts *t) {
  while (t->count > 0) free(t->items[--t->count]);
}

static struct {
  const char *socket, *start, *app, *server, *profile;
  int wait_ms;
} options = {.app = "", .server = "", .profile = "", .wait_ms = 30000};

static int door = -1;            /* the socket, -1 while Patchbay is away */
static bool stdin_open = true;
static Bytes from_app, to_app, from_door, to_door;
static Texts in_flight;          /* ids of requests the app waits for */
static Texts swallowed;          /* ids whose answers are for the bridge */
static char *initialize_line, *level_line;
static bool has_session;         /* the app has opened a session of the 2025 protocol */
static Texts subscriptions;      /* lines */
static long long away_since, last_try, ended_at;
static pid_t started;

static long long now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void remember(char **place, const char *line, size_t length) {
  free(*place);
  *place = copy_of(line, length);
}

static void forget_subscription(Slice uri) {
  for (size_t i = 0; i < subscriptions.count; i++) {
    Message m = message_of(subscriptions.items[i], strlen(subscriptions.items[i]));
    if (m.uri.length != uri.length || memcmp(m.uri.at, uri.at, uri.length)) continue;
    free(subscriptions.items[i]);
    subscriptions.items[i] = subscriptions.items[--subscriptions.count];
    return;
  }
}

/* ---------------------------------------------------------------- messages on their way */

static void to_app_line(const char *line, size_t length) {
  append(&to_app, line, length);
  append(&to_app, "\n", 1);
}

static void to_door_line(const char *line, size_t length) {
  append(&to_door, line, length);
  append(&to_door, "\n", 1);
}

static void refuse(const char *id, const char *why) {
  append_text(&to_app, "{\"jsonrpc\":\"2.0\",\"id\":");
  append_text(&to_app, id);
  append_text(&to_app, ",\"error\":{\"code\":-32000,\"message\":\"");
  append_text(&to_app, why);
  append_text(&to_app, "\"}}\n");
}

static void on_app_line(const char *line, size_t length) {
  if (after_blank(line, line + length) == line + length) return;
  Message m = message_of(line, length);
  if (m.method.length > 0 && m.id.length > 0) add_text(&in_flight, m.id.at, m.id.length);
  if (is_method(m, "initialize")) remember(&initialize_line, line, length);
  else if (is_method(m, "notifications/initialized")) has_session = true;
  else if (is_method(m, "logging/setLevel")) remember(&level_line, line, length);
  else if (is_method(m, "resources/subscribe") && subscriptions.count < MAX_REPLAYED) {
    forget_subscription(m.uri);
    add_text(&subscriptions, line, length);
  } else if (is_method(m, "resources/unsubscribe")) forget_subscription(m.uri);
  to_door_line(line, length);
}

static void on_door_line(const char *line, size_t length) {
  Message m = message_of(line, length);
  if (m.method.length == 0 && m.id.length > 0) {
    if (take_text(&swallowed, m.id)) return;
    take_text(&in_flight, m.id);
  }
  to_app_line(line, length);
}

/* Hands whole lines on; what is longer than any message can be is dropped and ends the connection. */
static bool take_lines(Bytes *b, void (*each)(const char *, size_t)) {
  size_t done = 0;
  for (;;) {
    char *end = memchr(b->data + done, '\n', b->length - done);
    if (!end) break;
    size_t length = (size_t)(end - (b->data + done));
    each(b->data + done, length);
    done += length + 1;
  }
  if (done > 0) drop_front(b, done);
  return b->length <= MAX_LINE;
}

/* ---------------------------------------------------------------- Patchbay comes and goes */

static void append_json_bytes(Bytes *b, const char *data, size_t length) {
  append(b, "\"", 1);
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)data[i];
    char escaped[8];
    if (c == '"' || c == '\\') snprintf(escaped, sizeof escaped, "\\%c", c);
    else if (c < 0x20) snprintf(escaped, sizeof escaped, "\\u%04x", c);
    else snprintf(escaped, sizeof escaped, "%c", c);
    append_text(b, escaped);
  }
  append(b, "\"", 1);
}

static void append_json(Bytes *b, const char *text) { append_json_bytes(b, text, strlen(text)); }

static void greet(Bytes *b) {
  append_text(b, "{\"patchbay\":1,\"app\":");
  append_json(b, options.app);
  append_text(b, ",\"server\":");
  append_json(b, options.server);
  append_text(b, ",\"profile\":");
  append_json(b, options.profile);
  append_text(b, "}\n");
}

/* What an app says is for its own user; whoever else has put a socket there gets none of it. */
static bool is_ours(int fd) {
#ifdef SO_PEERCRED
  struct ucred peer;
  socklen_t size = sizeof peer;
  return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
#else
  uid_t user;
  gid_t group;
  return getpeereid(fd, &user, &group) == 0 && user == geteuid();
#endif
}

static int connect_door(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(options.socket) >= sizeof address.sun_path) die("the path of the socket is too long");
  strcpy(address.sun_path, options.socket);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
    close(fd);
    return -1;
  }
  if (!is_ours(fd)) {
    fprintf(stderr, "patchbay-bridge: the socket belongs to another user\n");
    exit(77);
  }
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return fd;
}

/* Once for each time Patchbay is away; a Patchbay that runs already makes the second one end. */
static void start_patchbay(void) {
  if (!options.start || started > 0) return;
  pid_t child = fork();
  if (child == 0) {
    setsid();
    pid_t grandchild = fork();
    if (grandchild != 0) _exit(grandchild < 0);
    int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, 0);
    dup2(nothing, 1);
    dup2(nothing, 2);
    execlp(options.start, options.start, "--hidden", (char *)NULL);
    _exit(127);
  }
  if (child > 0) waitpid(child, NULL, 0);
  started = child;
}

static void replay(const char *line) {
  Message m = message_of(line, strlen(line));
  if (m.id.length > 0) add_text(&swallowed, m.id.at, m.id.length);
  to_door_line(line, strlen(line));
}

/* Opens the session anew under what the app already sent, and tells it that lists may differ. */
static void reopen_session(void) {
  static const char *initialized = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
  static const char *lists[] = {"tools", "resources", "prompts"};
  replay(initialize_line);
  to_door_line(initialized, strlen(initialized));
  if (level_line) replay(level_line);
  for (size_t i = 0; i < subscriptions.count; i++) replay(subscriptions.items[i]);
  for (size_t i = 0; i < 3; i++) {
    append_text(&to_app, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/");
    append_text(&to_app, lists[i]);
    append_text(&to_app, "/list_changed\"}\n");
  }
}

static void try_door(void) {
  last_try = now_ms();
  door = connect_door();
  if (door < 0) {
    start_patchbay();
    return;
  }
  started = 0;
  away_since = 0;
  Bytes waiting = to_door;
  to_door = (Bytes){0};
  greet(&to_door);
  if (has_session) reopen_session();
  append(&to_door, waiting.data ? waiting.data : "", waiting.length);
  free(waiting.data);
}

static void lose_door(void) {
  close(door);
  door = -1;
  from_door.length = 0; /* half a message is none */
  to_door.length = 0;
  clear_texts(&swallowed);
  away_since = now_ms();
  for (size_t i = 0; i < in_flight.count; i++) {
    refuse(in_flight.items[i], "Patchbay ended while this was under way. It was not sent again: "
                               "whether it took effect is not known.");
  }
  clear_texts(&in_flight);
  if (!has_session) {
    free(initialize_line);
    initialize_line = NULL;
  }
}

/* Patchbay did not come back in time: who waits is told, and nothing is kept for later. */
static void give_up_waiting(void) {
  for (size_t i = 0; i < in_flight.count; i++) {
    refuse(in_flight.items[i], "Patchbay cannot be reached: it does not run and could not be started, "
                               "or its settings let no apps in.");
  }
  clear_texts(&in_flight);
  to_door.length = 0;
}

/* ---------------------------------------------------------------- the loop */

static bool read_into(int fd, Bytes *b) {
  reserve(b, 65536);
  ssize_t count = read(fd, b->data + b->length, b->room - b->length);
  if (count > 0) b->length += (size_t)count;
  return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

static bool write_from(int fd, Bytes *b) {
  while (b->length > 0) {
    ssize_t count = write(fd, b->data, b->length);
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    drop_front(b, (size_t)count);
  }
  return true;
}

static int next_timeout(void) {
  if (ended_at) return 50;
  return door < 0 ? RETRY_MS : -1;
}

static void keep_time(void) {
  long long now = now_ms();
  if (ended_at && (now - ended_at > LAST_ANSWERS_MS || in_flight.count == 0 || door < 0) &&
      to_app.length == 0 && to_door.length == 0) exit(0);
  if (ended_at && now - ended_at > LAST_ANSWERS_MS) exit(0);
  if (door >= 0) return;
  if (now - last_try >= RETRY_MS) try_door();
  if (door < 0 && now - away_since > options.wait_ms) give_up_waiting();
}

static void turn(void) {
  bool app_may_send = stdin_open && to_door.length < MAX_WAITING;
  struct pollfd fds[3] = {
      {.fd = app_may_send ? 0 : -1, .events = POLLIN},
      {.fd = door, .events = (short)((to_app.length < MAX_WAITING ? POLLIN : 0) | (to_door.length ? POLLOUT : 0))},
      {.fd = 1, .events = (short)(to_app.length ? POLLOUT : 0)},
  };
  if (poll(fds, 3, next_timeout()) < 0 && errno != EINTR) die("poll failed");
  if (fds[2].revents & (POLLERR | POLLNVAL)) exit(0);
  if (fds[0].revents && !read_into(0, &from_app)) {
    stdin_open = false;
    ended_at = now_ms();
  }
  if (!take_lines(&from_app, on_app_line)) die("a message of the app is too long");
  if (door >= 0 && (fds[1].revents & (POLLIN | POLLHUP | POLLERR))) {
    bool lives = read_into(door, &from_door);
    bool fits = take_lines(&from_door, on_door_line);
    if (!lives || !fits) lose_door();
  }
  if (door >= 0 && to_door.length && !write_from(door, &to_door)) lose_door();
  if (to_app.length && !write_from(1, &to_app)) exit(0);
  keep_time();
}

/* ---------------------------------------------------------------- the command line */

/* One word of a command; `-` stands for what comes by stdin. */
static void append_word(Bytes *b, const char *word) {
  if (strcmp(word, "-") != 0) {
    append_json(b, word);
    return;
  }
  Bytes given = {0};
  while (read_into(0, &given)) continue;
  append_json_bytes(b, given.data, given.length);
  free(given.data);
}

/* Asks Patchbay to do what `words` say, and passes on what it answers: code, stdout, stderr. */
static int command(int count, char **words) {
  Bytes asked = {0};
  for (int i = 0; i < count; i++) {
    if (i) append_text(&asked, ",");
    append_word(&asked, words[i]);
  }
  door = connect_door();
  if (door < 0) {
    fprintf(stderr, "Patchbay is not running, or its settings let no apps in. Start it, then try again.\n");
    return 69;
  }
  fcntl(door, F_SETFL, fcntl(door, F_GETFL) & ~O_NONBLOCK);
  append_text(&to_door, "{\"patchbay\":1,\"command\":[");
  append(&to_door, asked.data, asked.length);
  append_text(&to_door, "]}\n");
  if (!write_from(door, &to_door)) return 70;
  while (read_into(door, &from_door)) continue;
  int code = 70;
  size_t out = 0, err = 0;
  char *body = memchr(from_door.data, '\n', from_door.length);
  if (!body || sscanf(from_door.data, "%d %zu %zu", &code, &out, &err) != 3) {
    fprintf(stderr, "Patchbay ended before it had answered.\n");
    return 70;
  }
  body++;
  if ((size_t)(from_door.data + from_door.length - body) < out + err) {
    fprintf(stderr, "Patchbay ended before it had answered.\n");
    return 70;
  }
  fwrite(body, 1, out, stdout);
  fwrite(body + out, 1, err, stderr);
  return code;
}

/* ---------------------------------------------------------------- replacing a file of another program */

static bool exchanged(const char *one, const char *other) {
#ifdef __APPLE__
  return renamex_np(one, other, RENAME_SWAP) == 0;
#else
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0;
#endif
}

static bool holds(const char *path, const Bytes *expected) {
  Bytes found = {0};
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  while (found.length <= expected->length && read_into(fd, &found)) continue;
  close(fd);
  bool same = found.length == expected->length &&
              (found.length == 0 || memcmp(found.data, expected->data, found.length) == 0);
  free(found.data);
  return same;
}

static ino_t number_of(const char *path) {
  struct stat found;
  return stat(path, &found) == 0 ? found.st_ino : 0;
}

/*
 * Puts `draft` in the place of `target` if that holds what comes by stdin; `draft` then has what was
 * there. No call compares and renames, but one exchanges: what comes back is looked at, and if it is
 * not what it should be it is given back at once. 0 done, 1 it was another file, 2 not possible here.
 */
static int replace_if_same(const char *draft, const char *target) {
  Bytes expected = {0};
  while (read_into(0, &expected)) continue;
  ino_t ours = number_of(draft);
  if (!exchanged(draft, target)) return 2;
  if (holds(draft, &expected)) return 0;
  /* Somebody may put a still newer one in its place meanwhile: then that one stays. */
  if (exchanged(draft, target) && number_of(draft) != ours) exchanged(draft, target);
  return 1;
}

static const char *default_socket(void) {
  static char path[512];
  const char *own = getenv("PATCHBAY_SOCKET");
  if (own && *own) return own;
  const char *config = getenv("XDG_CONFIG_HOME");
  const char *home = getenv("HOME");
#ifdef __APPLE__
  snprintf(path, sizeof path, "%s/Library/Application Support/Patchbay/gateway/socket", home ? home : "");
  (void)config;
#else
  if (config && *config) snprintf(path, sizeof path, "%s/Patchbay/gateway/socket", config);
  else snprintf(path, sizeof path, "%s/.config/Patchbay/gateway/socket", home ? home : "");
#endif
  return path;
}

int main(int argc, char **argv) {
  int i = 1;
  if (argc == 4 && strcmp(argv[1], "--replace-if-same") == 0) return replace_if_same(argv[2], argv[3]);
  for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
    if (strcmp(argv[i], "--socket") == 0) options.socket = argv[i + 1];
    else if (strcmp(argv[i], "--start") == 0) options.start = argv[i + 1];
    else if (strcmp(argv[i], "--app") == 0) options.app = argv[i + 1];
    else if (strcmp(argv[i], "--server") == 0) options.server = argv[i + 1];
    else if (strcmp(argv[i], "--profile") == 0) options.profile = argv[i + 1];
    else if (strcmp(argv[i], "--wait-ms") == 0) options.wait_ms = atoi(argv[i + 1]);
    else break;
  }
  if (!options.socket) options.socket = default_socket();
  signal(SIGPIPE, SIG_IGN);
  if (i < argc) return command(argc - i, argv + i);
  fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK);
  fcntl(1, F_SETFL, fcntl(1, F_GETFL) | O_NONBLOCK);
  away_since = now_ms();
  try_door();
  for (;;) turn();
}

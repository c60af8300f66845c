// Parses each line of a file into simdjson's DOM, in memory, and converts nothing: a yardstick.
//
//   c++ -O3 -march=native -DNDEBUG -std=c++17 -I DIR dom.cpp DIR/simdjson.cpp -o dom
//   dom FILE [ROUNDS]
//
// Says megabytes a second of CPU time, the best round.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>

#include "simdjson.h"

static bool parse_all(simdjson::dom::parser &parser, const std::string &bytes, size_t size) {
  for (size_t start = 0; start < size;) {
    const void *found = memchr(bytes.data() + start, '\n', size - start);
    size_t end = found ? static_cast<const char *>(found) - bytes.data() : size;
    // The padding that simdjson wants is there: the rest of the file, then zeros.
    if (parser.parse(bytes.data() + start, end - start, false).error()) return false;
    start = end + 1;
  }
  return true;
}

int main(int count, char **words) {
  if (count < 2) return 2;
  std::ifstream file(words[1], std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  size_t size = bytes.size();
  bytes.append(simdjson::SIMDJSON_PADDING, '\0');
  simdjson::dom::parser parser;
  double best = 1e9;
  for (int round = 0; round < (count > 2 ? atoi(words[2]) : 5); round++) {
    clock_t start = clock();
    if (!parse_all(parser, bytes, size)) return 1;
    best = std::min(best, double(clock() - start) / CLOCKS_PER_SEC);
  }
  printf("%.0f MB/s, simdjson %s, %s\n", size / best / 1e6, SIMDJSON_VERSION,
         simdjson::get_active_implementation()->name().c_str());
}

// The hot loop of the program in C++: same algorithm, tables and random stream, hence the same chain.
// Usage: twin FILE SWEEPS. Prints nanoseconds per attempt and a digest of where the chain has got to.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include "moves.hpp"

int main(int, char** argv) {
  const Columns columns = readColumns(argv[1]);
  const int sweeps = std::atoi(argv[2]);
  System system(columns);
  const auto words = as<uint32_t>(columns, "stream");
  Choices choices(RandomWords(&words[0], &words[2], uint64_t(columns.at("stream")[4])));
  Moves moves(system, choices, int(columns.at("carrier")[0]));
  const bool isSphere = columns.at("isSphere")[0] != 0;
  const auto schedule = as<int>(columns, "schedule");

  long attempts = 0, accepted = 0;
  const clock_t start = std::clock();
  for (int sweep = 0; sweep < sweeps; sweep++)
    for (size_t k = 0; k < schedule.size(); k += 2) {
      const int kind = schedule[k], count = schedule[k + 1];
      const auto repeat = [&](auto attempt) {
        for (int n = 0; n < count; n++) accepted += attempt();
      };
      attempts += count;
      if (kind == 0) accepted += moves.inWindows(count, [&] { return moves.reorientation(); });
      else if (kind == 1 && isSphere) repeat([&] { return moves.sphereNear(); });
      else if (kind == 1) accepted += moves.inWindows(count, [&] { return moves.exchangeNear(); });
      else if (kind == 2 && isSphere) repeat([&] { return moves.sphereFar(); });
      else if (kind == 2) accepted += moves.inWindows(count, [&] { return moves.exchangeFar(); });
      else if (kind == 3 || kind == 4) repeat([&] { return moves.swap(kind == 3); });
      else repeat([&] { return moves.regrowth(kind == 5); });
    }
  const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
  uint32_t digest = 2166136261u;
  for (uint8_t state : system.state) digest = (digest ^ state) * 16777619u;
  std::printf("{\"nanosecondsPerAttempt\":%.4f,\"accepted\":%ld,\"digest\":%u,\"position\":%llu}\n",
              1e9 * seconds / double(attempts), accepted, digest,
              (unsigned long long)choices.stream.position());
}

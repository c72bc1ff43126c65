// Random stream, choices and exp as in src/numeric, to the last bit.
#pragma once
#include <cstdint>
#include <cstring>
#include <cmath>
#include <vector>

inline double exponential(double x) {
  const int k = int(1.4426950408889634 * x + 2048.5) - 2048;
  const double high = x - k * 0.6931471803691238, low = k * 1.9082149292705877e-10;
  const double r = high - low, t = r * r;
  const double c = r - t * (0.1666666666666666 + t * (-0.002777777777754703 +
      t * (6.613756463035081e-5 + t * (-1.6534046823512925e-6 + t * 4.14314416256248e-8))));
  const double value = 1 + (high + ((r * c) / (2 - c) - low));
  const uint64_t bits = uint64_t(1023 + k) << 52;
  double power;
  std::memcpy(&power, &bits, 8);
  return value * power;
}

/** e^(−energy·2^-20 − more), the exponent kept within ±300. */
inline double boltzmann(double energy, double more = 0) {
  const double exponent = -energy * (1.0 / (1 << 20)) - more;
  return exponential(std::fmin(std::fmax(exponent, -300), 300));
}

class RandomWords {
 public:
  RandomWords(const uint32_t* key, const uint32_t* stream, uint64_t position)
      : key0(key[0]), key1(key[1]), stream0(stream[0]), stream1(stream[1]),
        start(position / BLOCK * BLOCK), index(position % BLOCK) {
    fill();
  }
  uint32_t next() {
    if (index == BLOCK) {
      start += BLOCK;
      index = 0;
      fill();
    }
    return words[index++];
  }
  uint64_t position() const { return start + index; }

 private:
  static constexpr int BLOCK = 256;
  static uint32_t rotate(uint32_t word, int by) { return word << by | word >> (32 - by); }
  // Philox4x32-10 gives the state from which xoshiro128** fills a block.
  void fill() {
    const uint64_t block = start / BLOCK;
    uint32_t a = uint32_t(block), b = uint32_t(block >> 32), c = stream0, d = stream1;
    uint32_t k0 = key0, k1 = key1;
    for (int round = 0; round < 10; round++, k0 += 0x9e3779b9u, k1 += 0xbb67ae85u) {
      const uint64_t p0 = uint64_t(0xd2511f53u) * a, p1 = uint64_t(0xcd9e8d57u) * c;
      a = uint32_t(p1 >> 32) ^ b ^ k0;
      c = uint32_t(p0 >> 32) ^ d ^ k1;
      b = uint32_t(p1);
      d = uint32_t(p0);
    }
    if ((a | b | c | d) == 0) a = 1;
    for (uint32_t& word : words) {
      word = rotate(b * 5, 7) * 9;
      const uint32_t shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = rotate(d, 11);
    }
  }
  uint32_t key0, key1, stream0, stream1;
  uint64_t start;
  int index;
  uint32_t words[BLOCK];
};

class Choices {
 public:
  RandomWords stream;
  explicit Choices(const RandomWords& from) : stream(from) {}

  uint32_t below(uint32_t n) {
    for (;;) {
      const uint64_t product = uint64_t(stream.next()) * n;
      const uint32_t low = uint32_t(product);
      if (low >= n || low >= TWO_32 % n) {
        spare = 4294967295.0 - low;
        spareOf = n;
        return uint32_t(product >> 32);
      }
    }
  }
  bool accept(double proposed, double current) {
    if (proposed >= current) return true;
    const double n = spareOf;
    if (n == 0) return byWord(proposed, current);
    spareOf = 0;
    if ((spare - n) * current >= D * proposed) return false;
    const double rest = proposed * std::floor(D / n) - std::floor(spare / n) * current;
    if (rest <= 0) return false;
    return rest >= current || byWord(rest, current);
  }
  int pick(const double* weights, int n, double total) {
    const double unused = spareOf;
    spareOf = 0;
    const double rank = unused > 0 ? std::floor(spare / unused) : stream.next();
    const double cell = unused > 0 ? total / std::floor(D / unused) : total / D;
    const double lowest = rank * cell;
    double sum = 0;
    int k = 0;
    for (; k < n; k++) {
      sum += weights[k];
      if (sum > lowest) break;
    }
    if (sum >= lowest + cell && k < n) return k;
    const double fine = unused > 0 ? stream.next() / D : 0;
    const double point = (rank + (stream.next() + fine) / D) * cell;
    while (k < n && !(sum > point)) {
      k++;
      if (k < n) sum += weights[k];
    }
    if (k < n) return k;
    for (k = n - 1; weights[k] <= 0;) k--;
    return k;
  }

 private:
  static constexpr uint64_t TWO_32 = 4294967296ull;
  static constexpr double D = 4294967296.0;
  bool byWord(double proposed, double current) {
    const double rest = proposed * D - stream.next() * current;
    if (rest >= current) return true;
    if (rest <= 0) return false;
    return stream.next() * current < rest * D;
  }
  double spare = 0, spareOf = 0;
};

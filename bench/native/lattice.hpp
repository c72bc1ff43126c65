// Tables, configuration and site weights as in src/model and src/moves.
#pragma once
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include "numeric.hpp"

using Columns = std::map<std::string, std::vector<double>>;

inline Columns readColumns(const char* path) {
  std::ifstream file(path, std::ios::binary);
  Columns columns;
  std::string name;
  size_t count;
  while (file >> name >> count) {
    file.get();
    std::vector<double> values(count);
    file.read(reinterpret_cast<char*>(values.data()), count * 8);
    columns[name] = std::move(values);
  }
  if (columns.empty()) throw std::runtime_error("nothing to read");
  return columns;
}

template <class T>
std::vector<T> as(const Columns& columns, const char* name) {
  const auto& values = columns.at(name);
  return std::vector<T>(values.begin(), values.end());
}

struct System {
  explicit System(const Columns& c)
      : cells(int(c.at("cells")[0])), corners(cells * cells * cells), sites(2 * corners),
        shellSlots(int(c.at("shellSlots")[0])), classes(int(c.at("classes")[0])),
        hasSecondContacts(c.at("hasSecondContacts")[0] != 0), coulomb(c.at("coulomb")[0]),
        kind(as<uint8_t>(c, "kind")), near(as<int>(c, "nearestSteps")), far(as<int>(c, "secondSteps")),
        state(as<uint8_t>(c, "state")), facing(as<uint16_t>(c, "facing")),
        slotAt(as<uint16_t>(c, "slotAt")), contacts(as<double>(c, "contacts")),
        slots(as<double>(c, "slots")), population(as<double>(c, "population")),
        speciesOf(as<uint8_t>(c, "speciesOf")), first(as<uint8_t>(c, "first")),
        orientations(as<uint8_t>(c, "orientations")), shown(as<uint8_t>(c, "shown")),
        nearestKind(as<uint8_t>(c, "nearestKind")), secondKind(as<uint8_t>(c, "secondKind")),
        hasSecond(as<uint8_t>(c, "hasSecond")), terms(as<int>(c, "terms")),
        weight(as<int>(c, "shellWeight")), base(as<int>(c, "shellBase")), empty(as<int>(c, "shellEmpty")),
        slotEnergy(as<int>(c, "slotEnergy")), load(as<int>(c, "load")), second(as<int>(c, "second")),
        strides(as<int>(c, "strides")), pairStrides(as<int>(c, "pairStrides")),
        charges(as<int>(c, "charges")), potential(as<double>(c, "potential")),
        same(as<double>(c, "same")), cross(as<double>(c, "cross")),
        twiceEnergy(c.at("twiceEnergy")[0]) {
    if (classes > 16) throw std::runtime_error("codes of more than 16 classes do not fit");
    codes = classes * classes;
    rows = codes * codes;
    for (size_t k = 0; k < strides.size(); k++) {
      const auto& table = c.at("factors" + std::to_string(k));
      isWhole.push_back(table.size() == size_t(2) * rows * strides[k]);
      if (!isWhole[k] && table.size() != size_t(4) * codes * strides[k])
        throw std::runtime_error("a table of factors of another size");
      factors.push_back(table);
      pairs.push_back(c.at("pairs" + std::to_string(k)));
      bundles.emplace_back();
      const auto column = as<int>(c, ("bundles" + std::to_string(k)).c_str());
      for (size_t at = 0; at < column.size(); at += 2 + column[at])
        bundles[k].push_back({column[at + 1], {column.begin() + at + 2, column.begin() + at + 2 + column[at]}});
    }
    tabulateShells();
  }

  int cells, corners, sites, shellSlots, classes;
  bool hasSecondContacts;
  double coulomb;
  std::vector<uint8_t> kind;
  std::vector<int> near, far;
  std::vector<uint8_t> state;
  std::vector<uint16_t> facing, slotAt;
  std::vector<double> contacts, slots, population;
  std::vector<uint8_t> speciesOf, first, orientations, shown, nearestKind, secondKind, hasSecond;
  // Weights, loads and shells are those of tetrahedron A first, then those of B.
  std::vector<int> terms, weight, base, empty, slotEnergy, load, second, strides, pairStrides, charges, shell;
  std::vector<double> potential, same, cross;
  double twiceEnergy;
  int codes, rows;
  std::vector<bool> isWhole;
  std::vector<std::vector<double>> factors, pairs;
  // Orientations that show one tetrahedron the same, and to which they do not.
  struct Bundle { int differing; std::vector<int> orientations; };
  std::vector<std::vector<Bundle>> bundles;
  double weights[256], members[256];

  int speciesAt(int site) const { return speciesOf[state[site]]; }
  int neighbour(int site, int d) const { return site + near[8 * kind[site] + d]; }
  int direction(int site, int other) const {
    for (int d = 0; d < 8; d++)
      if (neighbour(site, d) == other) return d;
    return -1;
  }
  bool isClose(int a, int b) const {
    const int half = (a < corners ? 0 : 1) - (b < corners ? 0 : 1);
    int p = a % corners, q = b % corners;
    for (int axis = 0; axis < 3; axis++, p /= cells, q /= cells) {
      const int distance = std::abs(2 * (p % cells - q % cells) + half);
      if (distance > 2 && distance < 2 * cells - 2) return false;
    }
    return true;
  }

  void show(int site, int next) {
    const int* steps = &near[8 * kind[site]];
    const int *now = &terms[8 * next], *old = &terms[8 * state[site]];
    state[site] = uint8_t(next);
    for (int d = 0; d < 4; d++) {
      facing[2 * (site + steps[d]) + 1] += now[d] - old[d];
      facing[2 * (site + steps[d + 4])] += now[d + 4] - old[d + 4];
    }
  }
  void put(int site, int next) {
    const int before = speciesAt(site), after = speciesOf[next], size = int(population.size());
    show(site, next);
    if (before == after) return;
    int slot = empty[after];
    for (int d = 0; d < 8; d++) {
      const int n = neighbour(site, d), centre = speciesAt(n);
      // A neighbour on one tetrahedron of the site sees it on the other of its own.
      const int *own = &weight[d / 4 * size * size], *theirs = &weight[(1 - d / 4) * size * size];
      slotAt[n] += theirs[centre * size + after] - theirs[centre * size + before];
      slot += own[after * size + centre];
    }
    slotAt[site] = uint16_t(slot);
  }
  void replace(int site, int next) {
    const int before = state[site];
    for (int d = 0; d < 8; d++) {
      const int seen = shown[8 * state[neighbour(site, d)] + (d ^ 4)];
      const int old = nearestKind[shown[8 * before + d] * classes + seen];
      const int now = nearestKind[shown[8 * next + d] * classes + seen];
      if (old == now) continue;
      contacts[old] -= 1;
      contacts[now] += 1;
    }
    if (speciesOf[before] == speciesOf[next]) return show(site, next);
    countSpecies(site, -1);
    put(site, next);
    countSpecies(site, 1);
  }
  void countSpecies(int site, double sign) {
    const int species = speciesAt(site), size = int(population.size());
    population[species] += sign;
    slots[slotAt[site]] += sign;
    for (int d = 0; d < 8; d++) slots[slotAt[neighbour(site, d)]] += sign;
    if (!hasSecondContacts) return;
    for (int d = 0; d < 6; d++)
      contacts[secondKind[species * size + speciesAt(site + far[6 * kind[site] + d])]] += sign;
  }

  // What a site is worth: codes of the two tetrahedra, changed where a neighbour is supposed away.
  struct Look { int site, a, b; };
  Look look(int site) const { return {site, facing[2 * site], facing[2 * site + 1]}; }
  Look suppose(Look at, int d, int now, int then) const {
    const int change = terms[8 * then + (d ^ 4)] - terms[8 * now + (d ^ 4)];
    (d < 4 ? at.a : at.b) += change;
    return at;
  }
  // Rows of the table that the weight of a bundle is the product of: those of both tetrahedra or,
  // with many classes, those of the four pairs of directions.
  struct Rows { const double *p, *q, *r, *s; };
  Rows rowsOf(Look at, int species) const {
    const double* table = factors[species].data();
    const int stride = strides[species];
    const auto row = [&](int pair, int code) { return table + (size_t(pair) * codes + code) * stride; };
    return {row(0, at.a % codes), row(1, at.a / codes), row(2, at.b % codes), row(3, at.b / codes)};
  }
  double sum(Look at, int species) const {
    const int stride = strides[species];
    double w[4] = {0, 0, 0, 0};
    if (isWhole[species]) {
      const double* a = &factors[species][size_t(at.a) * stride];
      const double* b = &factors[species][size_t(rows + at.b) * stride];
      if (stride == 1) return *a * *b;
      for (int k = 0; k < stride; k += 4)
        for (int i = 0; i < 4; i++) w[i] += a[k + i] * b[k + i];
    } else {
      const auto [p, q, r, s] = rowsOf(at, species);
      if (stride == 1) return *p * *q * (*r * *s);
      for (int k = 0; k < stride; k += 4)
        for (int i = 0; i < 4; i++) w[i] += p[k + i] * q[k + i] * (r[k + i] * s[k + i]);
    }
    return w[0] + w[1] + (w[2] + w[3]);
  }
  double weigh(Look at, int species) {
    const int stride = strides[species], count = int(bundles[species].size());
    double total = 0;
    if (isWhole[species]) {
      const double* a = &factors[species][size_t(at.a) * stride];
      const double* b = &factors[species][size_t(rows + at.b) * stride];
      for (int k = 0; k < count; k++) total += weights[k] = a[k] * b[k];
    } else {
      const auto [p, q, r, s] = rowsOf(at, species);
      for (int k = 0; k < count; k++) total += weights[k] = p[k] * q[k] * (r[k] * s[k]);
    }
    return total;
  }
  // A state with the probabilities of what `weigh` has just found.
  int pick(Look at, int species, double total, Choices& choices) {
    if (orientations[species] == 1) return first[species];
    const auto& [differing, among] = bundles[species][choices.pick(weights, int(bundles[species].size()), total)];
    if (among.size() == 1) return first[species] + among[0];
    const int code = differing == 0 ? at.a : at.b, stride = pairStrides[species];
    const double* p = &pairs[species][(size_t(2 * differing) * codes + code % codes) * stride];
    const double* q = &pairs[species][(size_t(2 * differing + 1) * codes + code / codes) * stride];
    double sum = 0;
    for (size_t k = 0; k < among.size(); k++) sum += members[k] = p[among[k]] * q[among[k]];
    return first[species] + among[choices.pick(members, int(among.size()), sum)];
  }
  int draw(Look at, int species, Choices& choices) {
    if (orientations[species] == 1) return first[species];
    return pick(at, species, weigh(at, species), choices);
  }

  // What another species on a site changes, apart from its nearest-neighbour contacts.
  void tabulateShells() {
    const int size = int(population.size());
    shell.assign(size_t(2) * size * size * shellSlots, 0);
    for (int tetrahedron = 0; tetrahedron < 2; tetrahedron++) {
      const int* seen = &weight[(1 - tetrahedron) * size * size];
      int* table = &shell[size_t(tetrahedron) * size * size * shellSlots];
      for (int centre = 0; centre < size; centre++) {
        const int first = base[centre], last = centre + 1 < size ? base[centre + 1] : shellSlots;
        for (int pair = 0; pair < size * size; pair++) {
          const int step = seen[centre * size + pair % size] - seen[centre * size + pair / size];
          for (int slot = first; slot < last; slot++)
            if (slot + step >= first && slot + step < last)
              table[size_t(pair) * shellSlots + slot] = slotEnergy[slot + step] - slotEnergy[slot];
        }
      }
    }
  }
  double change(int site, int before, int after, int more = 0) const {
    const size_t size = population.size();
    const int* steps = &near[8 * kind[site]];
    double energy = 0;
    int own = empty[after] + more;
    for (int tetrahedron = 0; tetrahedron < 2; tetrahedron++) {
      const int* shells = &shell[((tetrahedron * size + before) * size + after) * shellSlots];
      const int* loads = &load[(tetrahedron * size + after) * shellSlots];
      for (int d = 4 * tetrahedron; d < 4 * tetrahedron + 4; d++) {
        const int slot = slotAt[site + steps[d]];
        energy += shells[slot];
        own += loads[slot];
      }
    }
    energy += slotEnergy[own] - slotEnergy[slotAt[site]];
    if (!hasSecond[before] && !hasSecond[after]) return energy;
    for (int d = 0; d < 6; d++) {
      const int slot = slotAt[site + far[6 * kind[site] + d]];
      energy += second[after * shellSlots + slot] - second[before * shellSlots + slot];
    }
    return energy;
  }
  double changeBeside(int site, int before, int after, int d) const {
    const size_t size = population.size(), tetrahedron = d / 4;
    const int slot = slotAt[neighbour(site, d)];
    const int more = weight[(tetrahedron * size + after) * size + before] -
                     load[(tetrahedron * size + after) * shellSlots + slot];
    return change(site, before, after, more) -
           shell[((tetrahedron * size + before) * size + after) * shellSlots + slot];
  }

  // Coulomb.
  int displacement(int from, int half, int row) const {
    const int centre = from < corners ? 0 : 1, cell = from - centre * corners;
    const int less = half == 0 ? centre : 0;
    const int x = cell % cells, y = cell / cells % cells, z = cell / (cells * cells);
    const int dz = (2 * cells + row / cells - z - less) % cells;
    const int dy = (2 * cells + row % cells - y - less) % cells;
    return (dz * cells + dy) * 2 * cells + (2 * cells - x - less) % cells;
  }
  const double* table(int from, int half) const {
    return (half == (from < corners ? 0 : 1) ? same : cross).data();
  }
  double transferChange(int from, int to, double charge) const {
    const int half = to < corners ? 0 : 1, cell = to - half * corners;
    const double pair = table(from, half)[displacement(from, half, cell / cells) + cell % cells];
    return 2 * charge * (potential[to] - potential[from]) + 2 * charge * charge * (same[0] - pair);
  }
  void transfer(int from, int to, double charge) {
    twiceEnergy += transferChange(from, to, charge);
    double* target = potential.data();
    for (int half = 0; half < 2; half++)
      for (int row = 0; row < cells * cells; row++, target += cells) {
        const double* plus = table(to, half) + displacement(to, half, row);
        const double* minus = table(from, half) + displacement(from, half, row);
        for (int x = 0; x < cells; x++) target[x] += charge * (plus[x] - minus[x]);
      }
  }
};

// The moves of src/moves, one function each; true if the configuration has changed.
#pragma once
#include <algorithm>
#include "lattice.hpp"

constexpr double SLACK = 50;

class Moves {
 public:
  Moves(System& system, Choices& choices, int carrier)
      : s(system), choices(choices), window(system), carrier(carrier) {
    for (int site = 0; site < s.sites; site++)
      if (isSolute(s.speciesAt(site))) solutes.push_back(site);
    if (s.orientations[carrier] == 1) tabulateSphere();
  }

  // Attempts in rows, each in a window of its own, as by src/moves/site-window.ts.
  template <class Attempt>
  long inWindows(int count, Attempt attempt) {
    long accepted = 0;
    const int rows = window.isWhole ? 1 : 2 * (count / (2 * window.size)) + 1, each = count / rows;
    for (int row = 0; row < rows; row++) {
      if (!window.isWhole) window.first = s.cells * s.cells * choices.below(s.cells);
      const int now = 2 * row == rows - 1 ? count - (rows - 1) * each : each;
      for (int n = 0; n < now; n++) accepted += attempt();
    }
    return accepted;
  }

  bool reorientation() {
    const int site = window.site(choices.below(window.size)), before = s.state[site], species = s.speciesOf[before];
    if (s.orientations[species] == 1) return false;
    const int after = s.draw(s.look(site), species, choices);
    if (after == before) return false;
    s.replace(site, after);
    return true;
  }

  bool exchangeNear() {
    const uint32_t bond = choices.below(8 * window.size);
    const int first = window.site(bond >> 3), d = bond & 7, second = s.neighbour(first, d);
    if (s.state[second] == 0) return moveNear(first, second, d);
    return s.state[first] == 0 && moveNear(second, first, d ^ 4);
  }

  bool exchangeFar() {
    int first, second;
    drawPair(window.size, first, second);
    first = window.site(first);
    second = window.site(second);
    if (s.state[second] == 0) return moveFar(first, second);
    return s.state[first] == 0 && moveFar(second, first);
  }

  bool sphereNear() {
    const uint32_t bond = choices.below(8 * s.sites);
    const int first = bond >> 3, d = bond & 7, second = s.neighbour(first, d);
    if (holds(first, second)) return moveSphere(first, second, d ^ 4);
    return holds(second, first) && moveSphere(second, first, d);
  }

  bool sphereFar() {
    int first, second;
    drawPair(s.sites, first, second);
    if (holds(first, second)) return moveSphere(first, second, -1);
    return holds(second, first) && moveSphere(second, first, -1);
  }

  bool swap(bool isNear) {
    const int index = choices.below(uint32_t(solutes.size())), from = solutes[index];
    const int to = partner(from, isNear), a = s.speciesAt(from), b = s.speciesAt(to);
    if (a == b) return false;
    int drawn = -1;
    const double ratio = weightRatio(from, to, a, b, drawn);
    if (!passesFirst(ratio) || !passesSecond(ratio, factor(from, to))) return false;
    const int charge = s.charges[a] - s.charges[b];
    s.replace(to, drawn >= 0 ? drawn : s.draw(s.look(to), a, choices));
    s.replace(from, s.draw(s.look(from), b, choices));
    finish(index, from, to, charge);
    return true;
  }

  bool regrowth(bool isNear) {
    const int index = choices.below(uint32_t(solutes.size())), from = solutes[index];
    const int to = partner(from, isNear), a = s.speciesAt(from), b = s.speciesAt(to);
    if (a == b) return false;
    const double fixed = factor(from, to);
    if (!passesFirst(fixed)) return false;
    Growth past = list(from, to), next = list(to, from);
    std::swap(next.species[0], next.species[1]);
    grow(next);
    retrace(past);
    double ratio = 1;
    for (int k = 0; k < past.length; k++) ratio *= next.weights[k] / past.weights[k];
    if (!passesSecond(fixed, ratio)) return false;
    const int charge = s.charges[a] - s.charges[b];
    for (int k = 0; k < next.length; k++) s.replace(next.sites[k], next.states[k]);
    finish(index, from, to, charge);
    return true;
  }

 private:
  struct Growth {
    int length = 0, sites[18], species[18], states[18];
    double weights[18];
  };
  struct Window {
    bool isWhole;
    int corners, size, first = 0;
    explicit Window(const System& s) : isWhole(s.sites <= 2 * 16384), corners(s.corners) {
      const int layer = s.cells * s.cells;
      size = 2 * layer * (isWhole ? s.cells : std::max(1, int(16384.0 / (2 * layer) + 0.5)));
    }
    int site(int index) const {
      if (isWhole) return index;
      const int cell = first + (index >> 1);
      return (cell >= corners ? cell - corners : cell) + (index & 1) * corners;
    }
  };
  System& s;
  Choices& choices;
  Window window;
  int carrier;
  std::vector<int> solutes;
  std::vector<double> sphereA, sphereB;
  std::vector<uint8_t> countA, countB;

  bool holds(int from, int to) const {
    return s.state[to] == 0 && s.state[from] == s.first[carrier];
  }
  bool isSolute(int species) const { return species != 0 && species != carrier; }
  bool passesFirst(double first) { return choices.accept(SLACK * first, 1); }
  bool passesSecond(double first, double second) {
    return choices.accept(second * std::min(std::max(first, 1 / SLACK), SLACK), 1);
  }
  void drawPair(int sites, int& first, int& second) {
    if (sites <= 46340) {
      const uint32_t pair = choices.below(uint32_t(sites) * sites);
      first = pair / sites;
      second = pair % sites;
    } else {
      first = choices.below(sites);
      second = choices.below(sites);
    }
  }
  int partner(int from, bool isNear) {
    return isNear ? s.neighbour(from, choices.below(8)) : int(choices.below(s.sites));
  }

  bool moveFar(int from, int to) {
    if (s.speciesAt(from) != carrier) return false;
    const double oldWeight = s.sum(s.look(from), carrier);
    const double ratio = s.sum(s.look(to), carrier) / oldWeight;
    return passesFirst(ratio) && !s.isClose(from, to) && move(from, to, ratio);
  }
  bool moveNear(int from, int to, int d) {
    const int before = s.state[from];
    if (s.speciesOf[before] != carrier) return false;
    const double oldWeight = s.sum(s.look(from), carrier);
    const double ratio = s.sum(s.suppose(s.look(to), d ^ 4, before, 0), carrier) / oldWeight;
    return passesFirst(ratio) && move(from, to, ratio);
  }
  bool move(int from, int to, double ratio) {
    if (!passesSecond(ratio, boltzmann(shellChange(from, to)))) return false;
    apply(from, to);
    return true;
  }
  void apply(int from, int to) {
    s.replace(from, 0);
    s.replace(to, s.draw(s.look(to), carrier, choices));
  }

  int kindAt(int code, int d) const {
    for (int k = d % 4; k > 0; k--) code /= s.classes;
    return s.nearestKind[s.shown[8 * s.first[carrier] + d] * s.classes + code % s.classes];
  }
  void tabulateSphere() {
    const int kinds = int(s.contacts.size());
    sphereA.assign(s.factors[carrier].begin(), s.factors[carrier].begin() + s.rows);
    sphereB.assign(s.factors[carrier].begin() + s.rows, s.factors[carrier].end());
    countA.assign(size_t(s.rows) * kinds, 0);
    countB.assign(size_t(s.rows) * kinds, 0);
    for (int code = 0; code < s.rows; code++)
      for (int d = 0; d < 8; d++) (d < 4 ? countA : countB)[code * kinds + kindAt(code, d)]++;
  }
  bool moveSphere(int from, int to, int back) {
    const int occupant = s.state[from], oldA = s.facing[2 * from], oldB = s.facing[2 * from + 1];
    auto at = s.look(to);
    if (back >= 0) at = s.suppose(at, back, occupant, 0);
    if (!choices.accept(sphereA[at.a] * sphereB[at.b], sphereA[oldA] * sphereB[oldB])) return false;
    if (back < 0 && s.direction(from, to) >= 0) return false;
    const int kinds = int(s.contacts.size());
    for (int k = 0; k < kinds; k++)
      s.contacts[k] += countA[at.a * kinds + k] + countB[at.b * kinds + k] -
                       countA[oldA * kinds + k] - countB[oldB * kinds + k];
    s.show(from, 0);
    s.show(to, occupant);
    s.slotAt[to] = s.slotAt[from];
    s.slotAt[from] = 0;
    return true;
  }

  double weightRatio(int from, int to, int a, int b, int& drawn) {
    const int d = s.direction(from, to);
    if (d < 0) {
      const double old = s.sum(s.look(from), a) / s.sum(s.look(from), b);
      return s.sum(s.look(to), a) / s.sum(s.look(to), b) / old;
    }
    const int stateA = s.state[from], stateB = s.state[to];
    const double oldA = s.sum(s.suppose(s.look(from), d, stateB, 0), a);
    const double oldB = s.sum(s.look(to), b);
    const auto place = s.suppose(s.look(to), d ^ 4, stateA, 0);
    const double newA = s.sum(place, a);
    drawn = s.draw(place, a, choices);
    const double newB = s.sum(s.suppose(s.look(from), d, stateB, drawn), b);
    return (newA / oldA) * (newB / oldB);
  }
  double factor(int from, int to) {
    const int charge = s.charges[s.speciesAt(from)] - s.charges[s.speciesAt(to)];
    const bool isFelt = charge != 0 && !s.potential.empty();
    const double coulomb = isFelt ? s.coulomb * s.transferChange(from, to, charge) : 0;
    return boltzmann(shellChange(from, to), coulomb);
  }
  double shellChange(int from, int to) {
    const int a = s.speciesAt(from), b = s.speciesAt(to), stateA = s.state[from];
    if (!s.isClose(from, to)) return s.change(from, a, b) + s.change(to, b, a);
    const int d = s.direction(from, to);
    if (d >= 0) return s.changeBeside(from, a, b, d) + s.changeBeside(to, b, a, d ^ 4);
    const double first = s.change(from, a, b);
    s.put(from, s.state[to]);
    const double energy = first + s.change(to, b, a);
    s.put(from, stateA);
    return energy;
  }
  void finish(int index, int from, int to, int charge) {
    if (charge != 0 && !s.potential.empty()) s.transfer(from, to, charge);
    if (!isSolute(s.speciesAt(solutes[index]))) solutes[index] = to;
  }

  void add(Growth& g, int site) const {
    g.sites[g.length] = site;
    g.species[g.length] = s.speciesAt(site);
    g.states[g.length++] = s.state[site];
  }
  Growth list(int first, int second) const {
    Growth g;
    add(g, first);
    add(g, second);
    for (int end : {first, second})
      for (int d = 0; d < 8; d++) {
        const int site = s.neighbour(end, d);
        const bool isListed = std::find(g.sites, g.sites + g.length, site) != g.sites + g.length;
        if (s.orientations[s.speciesAt(site)] > 1 && !isListed) add(g, site);
      }
    return g;
  }
  void grow(Growth& g) {
    for (int k = 0; k < g.length; k++) s.show(g.sites[k], 0);
    for (int k = 0; k < g.length; k++) {
      const int species = g.species[k];
      const auto at = s.look(g.sites[k]);
      g.weights[k] = s.weigh(at, species);
      g.states[k] = s.pick(at, species, g.weights[k], choices);
      s.show(g.sites[k], g.states[k]);
    }
  }
  void retrace(Growth& g) {
    for (int k = 0; k < g.length; k++) s.show(g.sites[k], 0);
    for (int k = 0; k < g.length; k++) {
      g.weights[k] = s.sum(s.look(g.sites[k]), g.species[k]);
      s.show(g.sites[k], g.states[k]);
    }
  }
};

/// Finds what was meant by a word that is not known.
enum Suggestion {
  /// `; did you mean 'x'?`, or nothing where no known word is close: one letter in three may be wrong, or the end be
  /// missing.
  static func text(_ word: String, among known: [String]) -> String {
    var best: (word: String, distance: Int)?
    for candidate in known {
      let isBeginning = word.count >= 4 && candidate.hasPrefix(word)
      let distance = isBeginning ? 1 : distance(word, candidate)
      if distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(1, (word.count + 1) / 3) else { return "" }
    return "; did you mean '\(best.word)'?"
  }

  /// How many letters must be inserted, removed, replaced or swapped with their neighbour.
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left)
    let b = Array(right)
    guard !a.isEmpty, !b.isEmpty else { return a.count + b.count }
    var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    for i in 1...a.count {
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var least = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { least = min(least, rows[i - 2][j - 2] + 1) }
        rows[i][j] = least
      }
    }
    return rows[a.count][b.count]
  }
}

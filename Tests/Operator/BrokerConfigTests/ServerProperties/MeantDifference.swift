import Foundation

/// A row of the table in `docs/differences.md`: where our configuration is meant to differ from Koperator's.
struct MeantDifference: Hashable {
  let sample: String
  /// A key; `*` stands for any part of it.
  let key: String

  /// The rows of the table whose first column is `sample`.
  static func all() throws -> [MeantDifference] {
    let text = try Shared.text(Shared.package.appending(path: "docs/differences.md"))
    var rows: [MeantDifference] = []
    var isInTable = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if cells.count != 3 || !line.hasPrefix("|") {
        isInTable = false
      } else if cells == ["sample", "key", "reason"] {
        isInTable = true
      } else if isInTable, !cells[0].hasPrefix("-") {
        rows.append(MeantDifference(sample: plain(cells[0]), key: plain(cells[1])))
      }
    }
    return rows
  }

  private static func plain(_ cell: String) -> String { cell.replacingOccurrences(of: "`", with: "") }

  func matches(sample: String, key: String) -> Bool {
    guard sample == self.sample else { return false }
    let parts = self.key.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return key == self.key }
    return key.hasPrefix(parts[0]) && key.hasSuffix(parts[parts.count - 1])
      && key.count >= self.key.count - 1 && parts.count == 2
  }
}

/// Rows whose columns stand below each other; the first row is their titles.
struct TextTable {
  private var rows: [(cells: [String], isWell: Bool)]

  init(_ titles: [String]) { rows = [(titles, true)] }

  /// Whether it has more than titles.
  var hasRows: Bool { rows.count > 1 }

  /// - Parameter isWell: whether what the row says is as it should be.
  mutating func add(_ cells: [String], isWell: Bool) { rows.append((cells, isWell)) }

  /// The table, a line for each row.
  ///
  /// - Parameters:
  ///   - hasColours: whether rows that are not well are red.
  ///   - width: how wide the terminal is; longer lines are cut.
  func text(hasColours: Bool, width: Int) -> String {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.cells.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.count)
      }
    }
    var text = ""
    for row in rows {
      var line = ""
      for (index, cell) in row.cells.enumerated() {
        let isLast = index == row.cells.count - 1
        line += isLast ? cell : cell + String(repeating: " ", count: widths[index] - cell.count + 2)
      }
      text += Self.line(line, isRed: hasColours && !row.isWell, width: width)
    }
    return text
  }

  /// A line that is not wider than the terminal.
  static func line(_ line: String, isRed: Bool, width: Int) -> String {
    let line = String(line.prefix(width))
    return (isRed ? "\u{1B}[31m\(line)\u{1B}[0m" : line) + "\n"
  }
}

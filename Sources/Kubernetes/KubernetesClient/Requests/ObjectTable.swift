public import JSON
public import KubernetesObjects

/// Objects as `kubectl get` shows them.
public struct ObjectTable: Sendable, Hashable {
  /// A column.
  public struct Column: Sendable, Hashable {
    /// The heading.
    public let name: String
    /// The type of its cells: `string`, `integer`, `number`, `boolean`, `date`.
    public let type: String
    /// 0 for what is always shown; more for what is shown on request.
    public let priority: Int
  }

  /// A row.
  public struct Row: Sendable, Hashable {
    /// A cell for each column.
    public let cells: [JSONValue]
    /// The object's metadata.
    public let metadata: ObjectMeta
  }

  /// The columns.
  public let columns: [Column]
  /// The rows.
  public let rows: [Row]
  /// Where the list goes on, and its state.
  public let list: ListMetadata

  /// Reads the answer to a request as a table.
  ///
  /// - Throws: `AnswerError` where it is none.
  public init(parsing body: [UInt8]) throws(AnswerError) {
    let json = try AnswerError.object(parsing: body, kind: "Table")
    var columns: [Column] = []
    for column in json["columnDefinitions"]?.arrayValue ?? [] {
      columns.append(
        Column(
          name: column["name"]?.stringValue ?? "", type: column["type"]?.stringValue ?? "",
          priority: column["priority"]?.intValue ?? 0))
    }
    var rows: [Row] = []
    for row in json["rows"]?.arrayValue ?? [] {
      do {
        let metadata = try ObjectMeta(json: row["object"]?["metadata"] ?? [:])
        rows.append(Row(cells: row["cells"]?.arrayValue ?? [], metadata: metadata))
      } catch { throw AnswerError(.form, "rows[\(rows.count)].object.metadata: \(error)") }
    }
    self.columns = columns
    self.rows = rows
    list = ListMetadata(json: json["metadata"] ?? [:])
  }
}

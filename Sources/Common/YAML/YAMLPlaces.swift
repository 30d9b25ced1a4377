import JSON

/// Where each value of a document is written: a tree beside the value's own.
struct YAMLPlaces: Sendable {
  /// A value's place, and the nodes of what it holds; of a mapping the keys too.
  struct Node: Sendable {
    /// From this many keys on, look-ups go through an index: a mapping may have a million, and a problem in each.
    private static let indexThreshold = 16

    var position: YAMLPosition
    var children: [Int] = []
    var keys: [String] = [] {
      didSet {
        guard keys.count >= Self.indexThreshold else { return }
        for (place, key) in keys.enumerated() { index[key] = place }
      }
    }
    private var index: [String: Int] = [:]

    init(position: YAMLPosition) { self.position = position }

    /// The place of a key among the keys; of one that is written twice, the last one's.
    func place(of key: String) -> Int? { index.isEmpty ? keys.lastIndex(of: key) : index[key] }
  }

  var nodes: [Node] = []
  var root = 0

  /// The place of a value; where it is missing, of what would hold it. Of a key that is written twice, the last one's.
  func position(of path: JSONPath) -> YAMLPosition? {
    guard nodes.indices.contains(root) else { return nil }
    return nodes[place(of: path)].position
  }

  /// The places within a value.
  func part(at path: JSONPath) -> YAMLPlaces {
    var part = self
    if nodes.indices.contains(root) { part.root = place(of: path) }
    return part
  }

  /// The node of a value; where it is missing, of what would hold it.
  private func place(of path: JSONPath) -> Int {
    var place = root
    for component in path.components {
      let node = nodes[place]
      switch component {
      case .index(let index):
        guard node.keys.isEmpty, node.children.indices.contains(index) else { return place }
        place = node.children[index]
      case .key(let key):
        guard let index = node.place(of: key) else { return place }
        place = node.children[index]
      }
    }
    return place
  }
}

import JSON
import KubernetesClient
import KubernetesObjects

/// Lists in pages.
enum PagingCases {
  private static func fill(_ server: ContractContext, _ count: Int) async throws {
    for index in 0..<count { try await server.create(.leases, Manifest.lease("l\(index)")) }
  }

  private static func token(_ page: JSONValue) -> String { page.text(at: "metadata.continue") }

  static let all: [ContractCase] = [
    ContractCase("paging", "pages have the objects in order, each once, and say how many remain") { server in
      try await fill(server, 5)
      let first = try await server.list(.leases, ListOptions(limit: 2))
      try expect("the first page", first.itemNames, ["l0", "l1"])
      try expect("how many remain", first.at("metadata.remainingItemCount"), 3)
      let second = try await server.list(.leases, ListOptions(limit: 2, continueToken: token(first)))
      try expect("the second page", second.itemNames, ["l2", "l3"])
      try expect("how many remain", second.at("metadata.remainingItemCount"), 1)
      try expect("the version", second.version, first.version)
      let third = try await server.list(.leases, ListOptions(limit: 2, continueToken: token(second)))
      try expect("the third page", third.itemNames, ["l4"])
      try expectNone("a token of the last page", third.at("metadata.continue"))
      try expectNone("what remains", third.at("metadata.remainingItemCount"))
      try expect("the version", third.version, first.version)
    },
    ContractCase("paging", "all pages show the state of the first, whatever is written in between") { server in
      try await fill(server, 4)
      let first = try await server.list(.leases, ListOptions(limit: 2))
      try await server.delete(.leases, "l2")
      try await server.mergePatch(.leases, "l3", ["spec": ["leaseTransitions": 7]])
      try await server.create(.leases, Manifest.lease("l9"))
      let second = try await server.list(.leases, ListOptions(limit: 9, continueToken: token(first)))
      try expect("the second page", second.itemNames, ["l2", "l3"])
      try expectNone("the old state", second.at("items.1.spec.leaseTransitions"))
      try expect("the version", second.version, first.version)
    },
    ContractCase("paging", "a watch from the pages' version tells what was written while they were read") { server in
      try await fill(server, 3)
      let first = try await server.list(.leases, ListOptions(limit: 2))
      try await server.delete(.leases, "l0")
      _ = try await server.list(.leases, ListOptions(limit: 2, continueToken: token(first)))
      try await server.watch(.leases, from: first.version).expect("DELETED", "l0")
    },
    ContractCase("paging", "a limit of the whole list's size needs no second page") { server in
      try await fill(server, 2)
      let page = try await server.list(.leases, ListOptions(limit: 2))
      try expect("the page", page.itemNames, ["l0", "l1"])
      try expectNone("a token", page.at("metadata.continue"))
    },
    ContractCase("paging", "with a selector pages are full of what matches, and nothing is said of the rest") {
      server in
      for index in 0..<6 {
        let labels: JSONValue = ["even": .string(index % 2 == 0 ? "yes" : "no")]
        try await server.create(.leases, Manifest.lease("l\(index)").with("metadata.labels", labels))
      }
      let labels = try Selector("even=yes")
      let first = try await server.list(.leases, ListOptions(labels: labels, limit: 2))
      try expect("the first page", first.itemNames, ["l0", "l2"])
      try expectNone("what remains", first.at("metadata.remainingItemCount"))
      let second = try await server.list(.leases, ListOptions(labels: labels, limit: 2, continueToken: token(first)))
      try expect("the second page", second.itemNames, ["l4"])
    },
    ContractCase("paging", "a token that is none is refused as BadRequest") { server in
      try await server.refused(400, "BadRequest", saying: "continue") {
        try await server.list(.leases, ListOptions(limit: 2, continueToken: "abc"))
      }
    },
    ContractCase("paging", "a token beside a version is refused as BadRequest") { server in
      try await fill(server, 2)
      let first = try await server.list(.leases, ListOptions(limit: 1))
      let query = [
        QueryItem("limit", "1"), QueryItem("continue", token(first)), QueryItem("resourceVersion", first.version),
      ]
      try await server.refused(
        400, "BadRequest", saying: "specifying resource version is not allowed when using continue"
      ) {
        try await server.answer(.get, server.path(.leases), query)
      }
    },
    ContractCase(
      "paging", "a token of a forgotten state is refused as 410 Expired, with one that goes on at the present",
      needs: [.compaction]
    ) { server in
      let widgets = try await server.widgets()
      for name in ["a", "b", "c"] { try await server.create(widgets, server.widget(name)) }
      let query = [QueryItem("limit", "1")]
      let first = try await server.answer(.get, server.path(widgets), query).json()
      try await server.mergePatch(widgets, "c", ["spec": ["size": 9]])
      try await server.forget(widgets, before: first.version)
      let error = try await server.refused(410, "Expired") {
        try await server.list(widgets, ListOptions(limit: 2, continueToken: token(first)))
      }
      let fresh = try required("a token in the Status", error.status?.continueToken)
      let rest = try await server.list(widgets, ListOptions(limit: 5, continueToken: fresh))
      try expect("the rest", rest.itemNames, ["b", "c"])
      try expect("the present state", rest.at("items.1.spec.size"), 9)
    },
  ]
}

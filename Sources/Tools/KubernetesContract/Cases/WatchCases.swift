import JSON
import KubernetesClient
import KubernetesObjects

/// What a watch tells, and in which order.
enum WatchCases {
  static let all: [ContractCase] = [
    ContractCase("watch", "from a list's version it tells each change once, in order") { server in
      let before = try await server.create(.leases, Manifest.lease("before"))
      let list = try await server.list(.leases)
      let made = try await server.create(.leases, Manifest.lease("a"))
      let watch = try await server.watch(.leases, from: list.version)
      let changed = try await server.mergePatch(.leases, "a", ["spec": ["leaseTransitions": 1]])
      try await server.delete(.leases, "before")
      try await server.delete(.leases, "a")
      try expect("what was added", try await watch.expect("ADDED", "a"), made)
      try expect("what was modified", try await watch.expect("MODIFIED", "a"), changed)
      let gone = try await watch.expect("DELETED", "before")
      try expect("the UID of what was deleted", gone.uid, before.uid)
      try expect("a deletion's newer version", isNewer(gone.version, than: changed.version), got: gone.version)
      let last = try await watch.expect("DELETED", "a")
      try expect("the last version", isNewer(last.version, than: gone.version), got: last.version)
      try expect("the last state", last.at("spec.leaseTransitions"), 1)
    },
    ContractCase("watch", "without a version it begins with all objects as ADDED, then tells changes") { server in
      let made = try await server.create(.leases, Manifest.lease("a"))
      try await server.create(.leases, Manifest.lease("b"))
      let watch = try await server.watch(.leases)
      try expect("the object", try await watch.expect("ADDED", "a"), made)
      try await watch.expect("ADDED", "b")
      try await server.delete(.leases, "a")
      try await watch.expect("DELETED", "a")
    },
    ContractCase("watch", "from version 0 it begins with all objects as ADDED, then tells changes") { server in
      let made = try await server.create(.leases, Manifest.lease("a"))
      // What the server has at hand may be old; after a watch has told the object, it is not older than that.
      try await server.watch(.leases, from: try await server.list(.leases, in: "no-such").version).skip()
      let watch = try await server.watch(.leases, from: "0")
      try expect("the object", try await watch.expect("ADDED", "a"), made)
      try await server.mergePatch(.leases, "a", ["spec": ["leaseTransitions": 1]])
      try await watch.expect("MODIFIED", "a")
    },
    ContractCase("watch", "two watches from the same version tell the same in the same order") { server in
      let version = try await server.list(.leases).version
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<10 {
          group.addTask { try await server.create(.leases, Manifest.lease("l\(index)")) }
        }
        try await group.waitForAll()
      }
      let early = try await server.watch(.leases, from: version)
      let late = try await server.watch(.leases, from: version)
      var last = version
      for _ in 0..<10 {
        let first = try required("an event", try await early.next())
        let second = try required("an event", try await late.next())
        try expect("the object", first.object, second.object)
        try expect("growing versions", isNewer(first.object.version, than: last), got: first.object.version)
        last = first.object.version
      }
    },
    ContractCase("watch", "from the version of an event it goes on behind that event") { server in
      let version = try await server.list(.leases).version
      for name in ["a", "b", "c"] { try await server.create(.leases, Manifest.lease(name)) }
      let watch = try await server.watch(.leases, from: version)
      try await watch.expect("ADDED", "a")
      let seen = try await watch.expect("ADDED", "b")
      let next = try await server.watch(.leases, from: seen.version)
      try await next.expect("ADDED", "c")
    },
    ContractCase("watch", "every write of an object is told, also those in a row") { server in
      try await server.create(.leases, Manifest.lease("a"))
      let watch = try await server.watch(.leases, from: try await server.list(.leases).version)
      for count in 1...20 {
        try await server.mergePatch(.leases, "a", ["spec": ["leaseTransitions": .number(JSONNumber(count))]])
      }
      for count in 1...20 {
        let told = try await watch.expect("MODIFIED", "a")
        try expect("the count", told.at("spec.leaseTransitions"), .number(JSONNumber(count)))
      }
    },
    ContractCase("watch", "a write that changes nothing is not told") { server in
      let made = try await server.create(.leases, Manifest.lease("a"))
      let watch = try await server.watch(.leases, from: made.version)
      try await server.update(.leases, made)
      try await server.apply(.leases, Manifest.lease("marker"), by: "one")
      try await server.apply(.leases, Manifest.lease("marker"), by: "one")
      try await server.create(.leases, Manifest.lease("last"))
      try await watch.expect("ADDED", "marker")
      try await watch.expect("ADDED", "last")
    },
    ContractCase("watch", "an object that is deleted and made again is told as both, with another UID") { server in
      let first = try await server.create(.leases, Manifest.lease("a"))
      let watch = try await server.watch(.leases, from: first.version)
      try await server.delete(.leases, "a")
      let second = try await server.create(.leases, Manifest.lease("a"))
      try expect("the deleted UID", try await watch.expect("DELETED", "a").uid, first.uid)
      try expect("the new UID", try await watch.expect("ADDED", "a").uid, second.uid)
    },
    ContractCase("watch", "of a namespace it does not tell of another; over all it tells of both") { server in
      let list = try await server.list(.leases)
      let own = try await server.watch(.leases, from: list.version)
      let selected = WatchOptions(
        labels: try Selector("case=\(server.namespace)"), resourceVersion: list.version, allowBookmarks: false)
      let whole = try await server.watch(.leases, everywhere: true, selected)
      let elsewhere = "\(server.namespace)-elsewhere"
      let labels: JSONValue = ["case": .string(server.namespace)]
      try await server.create(.leases, Manifest.lease(elsewhere).with("metadata.labels", labels), in: "default")
      try await server.delete(.leases, elsewhere, in: "default")
      try await server.create(.leases, Manifest.lease("here").with("metadata.labels", labels))
      try await whole.expect("ADDED", elsewhere)
      try await whole.expect("DELETED", elsewhere)
      try await whole.expect("ADDED", "here")
      try await own.expect("ADDED", "here")
    },
    ContractCase("watch", "an object that gets a label comes as ADDED, one that loses it goes as DELETED") { server in
      try await server.create(.leases, Manifest.lease("a"))
      let options = WatchOptions(
        labels: try Selector("color=red"), resourceVersion: try await server.list(.leases).version,
        allowBookmarks: false)
      let watch = try await server.watch(.leases, options)
      try await server.mergePatch(.leases, "a", ["metadata": ["labels": ["color": "red"]]])
      try await server.mergePatch(.leases, "a", ["spec": ["leaseTransitions": 1]])
      let left = try await server.mergePatch(.leases, "a", ["metadata": ["labels": ["color": "blue"]]])
      try await server.mergePatch(.leases, "a", ["spec": ["leaseTransitions": 2]])
      try await server.mergePatch(.leases, "a", ["metadata": ["labels": ["color": "red"]]])
      try await watch.expect("ADDED", "a")
      try await watch.expect("MODIFIED", "a")
      let told = try await watch.expect("DELETED", "a")
      try expect("the version of leaving", told.version, left.version)
      try expect("the label that it still had", told.label("color"), "red")
      try await watch.expect("ADDED", "a")
    },
    ContractCase("watch", "of one name it tells of that object alone") { server in
      let version = try await server.list(.leases).version
      let fields = [FieldRequirement("metadata.name", "b")]
      let watch = try await server.watch(
        .leases, WatchOptions(fields: fields, resourceVersion: version, allowBookmarks: false))
      for name in ["a", "b", "c"] { try await server.create(.leases, Manifest.lease(name)) }
      try await server.delete(.leases, "a")
      try await server.delete(.leases, "b")
      try await watch.expect("ADDED", "b")
      try await watch.expect("DELETED", "b")
    },
    ContractCase("watch", "timeoutSeconds ends it") { server in
      let options = WatchOptions(
        resourceVersion: try await server.list(.leases).version, allowBookmarks: false, timeoutSeconds: 1)
      let watch = try await server.watch(.leases, options)
      let start = ContinuousClock.now
      try await watch.expectEnd()
      let time = ContinuousClock.now - start
      try expect("the end after about a second", time > .milliseconds(500), got: "\(time)")
    },
    ContractCase("watch", "with bookmarks it tells its version before it ends, and the watch goes on there") { server in
      try await server.create(.leases, Manifest.lease("a"))
      let version = try await server.list(.leases).version
      let options = WatchOptions(resourceVersion: version, timeoutSeconds: 5)
      let watch = try await server.watch(.leases, options)
      let made = try await server.create(.leases, Manifest.lease("b"))
      try await watch.expect("ADDED", "b")
      var mark = ""
      while let event = try await watch.next("BOOKMARK") {
        try expect("the type", event.type, "BOOKMARK")
        try expect("the kind", event.object.at("kind"), "Lease")
        mark = event.object.version
      }
      try expect("a mark not older than the last event", !isNewer(made.version, than: mark), got: mark)
      try await server.create(.leases, Manifest.lease("c"))
      try await server.watch(.leases, from: mark).expect("ADDED", "c")
    },
    ContractCase("watch", "with sendInitialEvents it tells all objects, then a bookmark that says so, then changes") {
      server in
      for name in ["a", "b"] { try await server.create(.leases, Manifest.lease(name)) }
      let watch = try await server.watch(.leases, WatchOptions(sendInitialEvents: true))
      try await watch.expect("ADDED", "a")
      let last = try await watch.expect("ADDED", "b")
      let mark = try required("an event", try await watch.next("BOOKMARK"))
      try expect("the type", mark.type, "BOOKMARK")
      try expect(
        "the mark", mark.object.at("metadata.annotations")?["k8s.io/initial-events-end"], "true")
      try expect("a version not older", !isNewer(last.version, than: mark.object.version), got: mark.object.version)
      try await server.create(.leases, Manifest.lease("c"))
      try await watch.expect("ADDED", "c")
    },
    ContractCase("watch", "sendInitialEvents without a match of versions is refused as Invalid") { server in
      let query = [QueryItem("watch", "true"), QueryItem("sendInitialEvents", "true")]
      let error = try await server.refused(422, "Invalid") {
        try await server.answer(.get, server.path(.leases), query)
      }
      try expectCause(error, field: "resourceVersionMatch", reason: "FieldValueForbidden")
    },
    ContractCase("watch", "from a version that is not reached yet it tells nothing of now, and is not 410") { server in
      try await server.create(.leases, Manifest.lease("a"))
      let options = WatchOptions(resourceVersion: "99999999999", allowBookmarks: false, timeoutSeconds: 1)
      let watch = try await server.watch(.leases, options)
      try await server.create(.leases, Manifest.lease("b"))
      try await watch.expectEnd()
    },
    ContractCase("watch", "from a version that the server has forgotten it ends with an ERROR of 410 Expired") {
      server in
      // The definition was made after version 1, so that the server never had a state of its objects that old.
      let widgets = try await server.widgets()
      try await server.create(widgets, server.widget("a"))
      let watch = try await server.watch(widgets, from: "1")
      let event = try required("an event", try await watch.next("ERROR"))
      try expect("the type", event.type, "ERROR")
      try expect("the code", event.object.at("code"), 410)
      try expect("the reason", event.object.at("reason"), "Expired")
      try expect("the message", event.object.text(at: "message"), holds: "too old resource version: 1")
      try await watch.expectEnd()
    },
    ContractCase("watch", "metadata alone can be watched") { server in
      let version = try await server.list(.leases).version
      let request = try APIResource.leases.watch(
        namespace: server.namespace, WatchOptions(resourceVersion: version, allowBookmarks: false), as: .metadata)
      let watch = ContractWatch(try await server.transport.watch(request), "leases", server.waiting)
      let made = try await server.create(.leases, Manifest.lease("a", ["leaseTransitions": 1]))
      let told = try await watch.expect("ADDED", "a")
      try expect("the kind", told.at("kind"), "PartialObjectMetadata")
      try expect("the API version", told.at("apiVersion"), "meta.k8s.io/v1")
      try expect("the metadata", told.at("metadata"), made.at("metadata") ?? .null)
      try expectNone("the spec", told.at("spec"))
    },
  ]
}

extension ContractWatch {
  /// Reads nothing: the watch has begun, and is let go.
  func skip() {}
}

import JSON
import KubernetesClient
import KubernetesObjects

/// Secrets, ConfigMaps, Services, service accounts and questions of access.
enum BuiltInCases {
  private static func secret(_ name: String, _ rest: JSONValue) -> JSONValue {
    var secret: JSONValue = ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": .string(name)]]
    for (key, value) in rest.objectValue ?? [:] { secret[key] = value }
    return secret
  }

  static let all: [ContractCase] = [
    ContractCase("secrets", "stringData becomes data, over what stands there, and is not read back") { server in
      let made = try await server.create(
        .secrets, secret("a", ["data": ["k": "b2xk", "other": "eA=="], "stringData": ["k": "new"]]))
      try expect("the data", made.at("data"), ["k": "bmV3", "other": "eA=="])
      try expectNone("stringData", made.at("stringData"))
      try expect("the type", made.at("type"), "Opaque")
    },
    ContractCase("secrets", "data that is no base64 is refused as BadRequest") { server in
      try await server.refused(400, "BadRequest", saying: "illegal base64 data") {
        try await server.create(.secrets, secret("a", ["data": ["k": "not base64!"]]))
      }
    },
    ContractCase("secrets", "the type cannot be changed, and a TLS secret must have its parts") { server in
      try await server.create(.secrets, secret("a", ["type": "example.com/x"]))
      let error = try await server.refused(422, "Invalid") {
        try await server.mergePatch(.secrets, "a", ["type": "example.com/y"])
      }
      try expectCause(error, field: "type", reason: "FieldValueInvalid", saying: "field is immutable")
      let bare = try await server.refused(422, "Invalid") {
        try await server.create(.secrets, secret("b", ["type": "kubernetes.io/tls"]))
      }
      try expectCause(bare, field: "data[tls.crt]", reason: "FieldValueRequired")
      try expectCause(bare, field: "data[tls.key]", reason: "FieldValueRequired")
    },
    ContractCase("configmaps", "an immutable one refuses other data, and to become mutable, but not to be deleted") {
      server in
      try await server.create(.configMaps, Manifest.configMap("a").with("immutable", true))
      let data = try await server.refused(422, "Invalid") {
        try await server.mergePatch(.configMaps, "a", ["data": ["a": "2"]])
      }
      try expectCause(
        data, field: "data", reason: "FieldValueForbidden", saying: "field is immutable when `immutable` is set")
      let flag = try await server.refused(422, "Invalid") {
        try await server.mergePatch(.configMaps, "a", ["immutable": false])
      }
      try expectCause(flag, field: "immutable", reason: "FieldValueForbidden")
      let labelled = try await server.mergePatch(.configMaps, "a", ["metadata": ["labels": ["l": "x"]]])
      try expect("the label", labelled.label("l"), "x")
      try await server.delete(.configMaps, "a")
    },
    ContractCase("configmaps", "a key is in data or in binaryData, not in both") { server in
      try await server.refused(422, "Invalid", saying: "data[a]", "duplicate of key present in") {
        try await server.create(.configMaps, Manifest.configMap("a").with("binaryData", ["a": "eA=="]))
      }
    },
    ContractCase("services", "a service gets a cluster address of its own, defaults, and keeps the address") { server in
      let made = try await server.create(.services, Manifest.service("a"))
      let address = made.text(at: "spec.clusterIP")
      try expect("an address", address.split(separator: ".").count == 4, got: address)
      try expect("the addresses", made.at("spec.clusterIPs"), [.string(address)])
      try expect("the type", made.at("spec.type"), "ClusterIP")
      try expect("the affinity", made.at("spec.sessionAffinity"), "None")
      try expect("the port", made.at("spec.ports.0"), ["port": 80, "protocol": "TCP", "targetPort": 80])
      let other = try await server.create(.services, Manifest.service("b"))
      try expect("another address", other.text(at: "spec.clusterIP") != address, got: address)
      let replaced = try await server.update(.services, Manifest.service("a", ports: [["port": 81]]))
      try expect("the address after a replacement", replaced.text(at: "spec.clusterIP"), address)
    },
    ContractCase("services", "the cluster address cannot be changed") { server in
      try await server.create(.services, Manifest.service("a"))
      let error = try await server.refused(422, "Invalid", saying: "may not change once set") {
        try await server.mergePatch(
          .services, "a", ["spec": ["clusterIP": "10.96.99.99", "clusterIPs": ["10.96.99.99"]]])
      }
      try expectCause(
        error, field: "spec.clusterIPs[0]", reason: "FieldValueInvalid", saying: "may not change once set")
    },
    ContractCase("services", "a headless one has no address, and stays so") { server in
      let made = try await server.create(.services, Manifest.service("a").with("spec.clusterIP", "None"))
      try expect("the address", made.at("spec.clusterIP"), "None")
    },
    ContractCase("services", "an address that another service has is refused") { server in
      let made = try await server.create(.services, Manifest.service("a"))
      let address = made.text(at: "spec.clusterIP")
      try await server.refused(422, "Invalid", saying: "provided IP is already allocated") {
        try await server.create(.services, Manifest.service("b").with("spec.clusterIP", .string(address)))
      }
    },
    ContractCase("services", "one that is reached through nodes gets ports of its own there") { server in
      let made = try await server.create(.services, Manifest.service("a").with("spec.type", "NodePort"))
      let port = made.at("spec.ports.0.nodePort")?.intValue ?? 0
      try expect("a port from 30000 to 32767", (30000...32767).contains(port), got: "\(port)")
    },
    ContractCase("services", "several ports must have names, each its own") { server in
      let unnamed = try await server.refused(422, "Invalid") {
        try await server.create(.services, Manifest.service("a", ports: [["port": 80], ["port": 81]]))
      }
      try expectCause(unnamed, field: "spec.ports[0].name", reason: "FieldValueRequired")
      let twice: JSONValue = [["name": "x", "port": 80], ["name": "x", "port": 81]]
      let same = try await server.refused(422, "Invalid") {
        try await server.create(.services, Manifest.service("a", ports: twice))
      }
      try expectCause(same, field: "spec.ports[1].name", reason: "FieldValueDuplicate")
    },
    ContractCase("deployments", "the selector cannot be changed, and must match the template") { server in
      try await server.create(.deployments, Manifest.deployment("a"))
      let labels: JSONValue = ["app": "other"]
      let error = try await server.refused(422, "Invalid") {
        try await server.mergePatch(
          .deployments, "a",
          ["spec": ["selector": ["matchLabels": labels], "template": ["metadata": ["labels": labels]]]])
      }
      try expectCause(error, field: "spec.selector", reason: "FieldValueInvalid", saying: "field is immutable")
      let apart = Manifest.deployment("b").with("spec.selector.matchLabels", labels)
      let mismatch = try await server.refused(422, "Invalid") { try await server.create(.deployments, apart) }
      try expectCause(
        mismatch, field: "spec.template.metadata.labels", reason: "FieldValueInvalid",
        saying: "`selector` does not match template `labels`")
    },
    ContractCase("access", "a token of a service account is given out, and the server knows whose it is") { server in
      let account: JSONValue = ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "robot"]]
      try await server.create(ServiceAccount.resource, account)
      let request: JSONValue = [
        "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": ["expirationSeconds": 600],
      ]
      let answer = try await server.answer(
        .post, server.path(ServiceAccount.resource, "/robot/token"), body: request)
      try expect("the code", answer.status, 201)
      let token = try required("the token", try answer.json().at("status.token"))
      let review: JSONValue = [
        "apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "spec": ["token": token],
      ]
      let known = try await server.answer(.post, "/apis/authentication.k8s.io/v1/tokenreviews", body: review).json()
      try expect("whether it is known", known.at("status.authenticated"), true)
      try expect(
        "the name", known.at("status.user.username"), .string("system:serviceaccount:\(server.namespace):robot"))
    },
    ContractCase("access", "a review of one's own access says what is allowed") { server in
      let subject = RequestSubject(verb: "create", resource: "pods", namespace: server.namespace)
      let answer = try await server.transport.send(AccessReview(subject).request)
      try expect("the code", answer.status, 201)
      try expect("whether it is allowed", try AccessReview.Answer(parsing: answer.body).isAllowed, true)
    },
    ContractCase("access", "a review of what a service account may do follows its role") { server in
      let account: JSONValue = ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "robot"]]
      try await server.create(ServiceAccount.resource, account)
      try expect("before", try await mayRead(server), false)
      let role: JSONValue = [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": ["name": "reader"],
        "rules": [["apiGroups": [""], "resources": ["pods"], "verbs": ["get"]]],
      ]
      try await server.create(Role.resource, role)
      let binding: JSONValue = [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": ["name": "reader"],
        "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "reader"],
        "subjects": [["kind": "ServiceAccount", "name": "robot", "namespace": .string(server.namespace)]],
      ]
      try await server.create(RoleBinding.resource, binding)
      _ = try await server.until("the role counts") { try await mayRead(server) ? true : nil }
    },
  ]

  private static func mayRead(_ server: ContractContext) async throws -> Bool {
    let body: JSONValue = [
      "apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview",
      "spec": [
        "user": .string("system:serviceaccount:\(server.namespace):robot"),
        "resourceAttributes": ["namespace": .string(server.namespace), "verb": "get", "resource": "pods"],
      ],
    ]
    let answer = try await server.answer(.post, "/apis/authorization.k8s.io/v1/subjectaccessreviews", body: body)
    return try answer.json().at("status.allowed") == true
  }
}

extension Entity {
    /// Something that tickets and contracts are about.
    package static let products = Entity(
        "products", singular: "product",
        keys: [["name"], ["code"]],
        fields: [
            Field("name", required: true, key: .caseless),
            Field("code", maxLength: 64),
            Field("unit_price", .decimal),
            Field("description", maxLength: 65_535),
        ])
}

/// What a row of a file asks to be done with its record.
package enum RecordAction: String, Sendable, CaseIterable {
    /// Creates or updates.
    case upsert
    /// Creates; a known record is skipped.
    case create
    /// Updates; an unknown record is rejected.
    case update
    /// Moves to the recycle bin, with all that hangs on it.
    case delete
    /// Takes a whole deletion back.
    case restore
    /// Sets the entity's association, such as a contact's account, and nothing else.
    case associate
    /// Clears it.
    case dissociate
}

extension Picklist {
    /// `RecordAction` as people write it, in English, Polish, Chinese, Portuguese, Norwegian, German, French, Spanish and
    /// Italian.
    package static let recordAction = Picklist([
        "upsert": [
            "save", "import", "add or update", "create or update", "zapisz", "dodaj lub zaktualizuj", "保存", "新增或更新",
            "salvar", "criar ou atualizar", "lagre", "opprett eller oppdater", "speichern",
            "anlegen oder aktualisieren",
            "enregistrer", "créer ou mettre à jour", "guardar", "crear o actualizar", "salva", "crea o aggiorna",
        ],
        "create": [
            "add", "new", "insert", "dodaj", "utwórz", "nowy", "新增", "创建", "新建", "添加", "criar", "adicionar", "novo",
            "opprett", "legg til", "ny", "anlegen", "erstellen", "hinzufügen", "neu", "créer", "ajouter", "nouveau",
            "crear",
            "añadir", "agregar", "nuevo", "crea", "aggiungi", "nuovo",
        ],
        "update": [
            "edit", "change", "modify", "zmień", "zaktualizuj", "aktualizuj", "edytuj", "更新", "修改", "编辑", "atualizar",
            "alterar", "editar", "oppdater", "endre", "rediger", "ändern", "aktualisieren", "bearbeiten", "modifier",
            "mettre à jour", "actualizar", "modificar", "aggiorna", "modifica",
        ],
        "delete": [
            "remove", "del", "usuń", "skasuj", "删除", "移除", "excluir", "apagar", "remover", "slett", "fjern", "löschen",
            "entfernen", "supprimer", "effacer", "eliminar", "borrar", "suprimir", "elimina", "cancella",
        ],
        "restore": [
            "undelete", "recover", "przywróć", "恢复", "还原", "restaurar", "recuperar", "gjenopprett", "wiederherstellen",
            "restaurer", "rétablir", "ripristina",
        ],
        "associate": [
            "link", "assign", "attach", "powiąż", "przypisz", "关联", "绑定", "associar", "vincular", "knytt til",
            "tilknytt",
            "zuordnen", "verknüpfen", "associer", "rattacher", "asociar", "associa", "collega",
        ],
        "dissociate": [
            "unlink", "detach", "disassociate", "odłącz", "usuń powiązanie", "取消关联", "解除关联", "desassociar",
            "desvincular",
            "koble fra", "fjern tilknytning", "trennen", "zuordnung aufheben", "dissocier", "détacher", "desasociar",
            "dissocia", "scollega",
        ],
    ])
}

extension RecordAction {
    /// Whether a row that asks for this may make a record.
    package var mayCreate: Bool { self == .upsert || self == .create }

    /// Whether a row that asks for this brings what its record holds; others may refer to it.
    package var bringsRecord: Bool { mayCreate || self == .update }

    /// What who asks for this must be allowed to do.
    package var right: Right {
        switch self {
        case .delete: .delete
        case .restore: .restore
        case .upsert, .create, .update, .associate, .dissociate: .edit
        }
    }

    package var isAssociation: Bool { self == .associate || self == .dissociate }
}

/// Words of the languages that Deskferry is made for: frequent ones, names and towns.
extension SampleWords {
    static let english = """
        café résumé naïve fiancé fiancée cliché façade déjà entrée soufflé josé rené zoë chloë brontë andré
        renée beyoncé crème brûlée jalapeño piñata señor über doppelgänger smörgåsbord são zürich münchen málaga
        """

    static let polish = """
        łukasz małgorzata wiśniewski wiśniewska dąbrowski dąbrowska zieliński zielińska szymański szymańska
        woźniak kozłowski jabłoński wróbel król wójcik michał paweł rafał stanisław władysław bożena grażyna
        elżbieta józef żaneta łucja kraków łódź wrocław poznań gdańsk białystok toruń rzeszów częstochowa
        bielsko-biała góra zamość przemyśl elbląg słupsk święty książka zgłoszenie zgłoszenia usługa obsługa
        płatność płatności zamówienie hasło działa zamknięte wysłano odpowiedź proszę dziękuję pomóc główny
        główna źródło błędny nieprawidłowy sprzedaż księgowość średni można się błąd być określa plików wartość
        może są jeśli powiodło udało wartości języki użytkownika użycie pamięci znaków wyświetla już język użyj
        należy został niż utworzyć nieprawidłowa więcej otworzyć że jeżeli użyć ostrzeżenie domyślnie błędna
        szerokość odczytać usunąć ścieżka bajtów wyjścia wejścia nagłówka między gałęzi wyjście wykonać uzyskać
        składnia ścieżki argumentów poleceń ustawić gałąź zmienić wyświetlanie mogę pokaż podręcznej mogą
        powłoki będzie południowy zapisać położenie podać sygnał północny wyrażenie nazwę mieć błędne widżet
        długość zawartości łańcuch skrótu które katalogów elementów używany nieprawidłowe wyjściowy obiektów
        który wykluczają zapisów działanie każdego komunikatów wyrażenia zostać dużo zawartość żadnych części
        pomocą usunięcie opcję dowiązania użytkownik nagłówek zakończenie będą wyrównanie domyślny podmodułu
        wybór pakietów uruchomić dostępu mają wyświetlenie zależności użycia nazwą listę obsługiwane wpływa
        wyłączenie zadań przetworzyć procesów szerokości została żeby ponieważ działania włączenie końcu
        wewnętrzny następujące domyślne chiński możliwe urządzenia domyślnego którego zły wejście zostało
        bezpieczeństwa użyte używa użyty używać wyświetlany podpisów usuń zawierać wysokość różnic bieżącego
        błędów wybrać zostały akcentów tę tła sposób widżetu użyciu część pobrać dostępne błędu wyświetlane
        ustawień kolorów skrót błędy obsługuje usługi wyjściu pamięć używane składni wewnątrz powiodła kończy
        uprawnień możesz także położenia okręg źródeł kareński dźwiękowy ilość liczbę wejściowe programów opcją
        każdej użyta sygnału długa muszą używana krawędzi połączenia połączenie dodać północno źródłowy odnaleźć
        odstępy postępu według dogoński wiadomości bieżący źródła względem odstęp dowiązanie długości końca
        przydzielić wyłączone właściwości przestrzeń znaleźć wpisów hasła składnika początku atrybutów
        pominięcie zostaną pominięto ustalić włączone liczbą wyłącza skrótów żądania dowiązań południowo obsługi
        którym słowo niewłaściwy każdym żądanie zła ścieżek wokół dopełnienie słów znaczników próba liście
        bieżącej której pól głównego możliwości wejściowych przełączenie urządzenie pośrednika łatki
        amerykańskie astrachań azerbejdżan barnauł barthélemy białoruś bolívar bośni bośnia bożego brasília
        bułgaria czarnogóra dżibuti fidżi kambodża króna książęca książęcej mołdawia narodów palestyńskie
        południowa południowe południowej przylądka północna północne półwysep równikowa równikowej saratów
        stanów słowacja słowenia tadżykistan ułan wołgograd węgry władywostok włochy afgańskie albański
        amazoński amerykański angolańska apaczów aragoński argentyński argentyńskie armeński arubański arumuński
        bahrański bałkarski bedża belizeński beludżi bhodżpuri bhutański białoruski birmański botswańska
        bośniacki bradź bretoński bułgarski cajuński cakoński cebuański chotański ciągnienia cygański czeczeński
        czejeński czipewiański dolnołużycki dolnośląski duńska duński dżerma dżibutyjski estońska estoński
        fidżijski fidżyjski fidżyjskie filipiński filipińskie fińska fiński frankoński ghańskie gilbertański
        giliański grudzień gruziński gruzińskie gudżarati gujański górnołużycki górski haitański hiszpańska
        hiszpański hongkoński indochiński irański japoński jemeński jordański językowym języków kajmański
        kambodżański kantoński karakałpacki kataloński kałmucki kirmandżki klingoński kolońska koreański
        korsykański kubańskie kwiecień ladyński laotański lapoński libański macedoński maltańska maltański
        marokański mauretańska meksykańska meksykańskie meński minnański mołdawski nadżdyjski nauruański njandża
        odżibwa oksytański omański ormiański osmańsko pakistańska papuańska paź październik października
        pendżabski pensylwański peruwiański pidżyn piątek poniedziałek radźasthani retoromański rotumański
        rumuński rusiński samarytański samoański samoańskie sardyński sierpień styczeń sudański syczuański
        słowacka słowacki słoweński tadżycki tadżyckie tahitański tajwański tanzański tałyski treści turkmeński
        tuwiński tybetański ukraińska ukraiński waloński wrzesień września węgierski włoski zewnętrzny złoto
        złoty łacińska łotwa łaciński łat łatgalski łotewski środkowa środkowy świętego świętej śląski średnio
        środa środkowo świat żargon żmudzki
        """

    static let portuguese = """
        joão josé conceição gonçalves araújo antônio márcia cláudia luís inês mônica fábio sérgio patrícia
        flávia vitória simões magalhães guimarães são brasília goiânia florianópolis belém maceió cuiabá niterói
        ribeirão uberlândia andré solicitação usuário usuária endereço técnico dúvida reclamação cobrança
        devolução serviço atualização impressão média crítica avaliação município região país não é possível
        está impossível inválido opção número saída padrão opções versão inválida secção espaço diretório
        república cabeçalho informação só ícone símbolo à contém autenticação expressão página após código
        memória botão há nível já você variável conteúdo necessária função máximo posição configuração símbolos
        localização índice área ligação ação carácter será segurança directório predefinição informações
        aplicação máquina pôde espaçamento último relocalização definição codificação rótulo título referência º
        especificação execução também disponível seleção válido operação seção ícones inglês início estão até
        sessão verificação depuração licença botões descrição necessário páginas diálogo sequência áudio método
        pré serão deverá alterações números único temporário lê secundário ecrã diretórios variáveis disponíveis
        visível configurações domínio numérico têm compilação simbólico mínima alemão núm última binário
        ligações célula extensão cópia compressão ordenação primário conversão vídeo parâmetro francês padrões
        cabeçalhos múltiplos definições espaços dependências mínimo direção endereços sobreposição árvore
        tradução máxima horário parâmetros vírgula aplicações múltiplas simbólica versões árabe alteração
        instrução conexão executável família permissões catálogo módulo histórico criação disposição fonético
        combinação atualizações omissão obtém pública invés usuários deverão referências marcação comentário
        resolução expansão mídia selecção maiúsculas dígitos máscara substituição simbólicos utilização
        parágrafo válidos instalação animação forçar irá começar relação duração traduções húngaro acção
        modificação única comparação então política funções tabulação instruções transição útil nº requisição
        acessível específico válida minúsculas dinâmico começa simbólicas ambígua contrário força privilégios
        precisão tabulações possíveis reticências expiração inválidos módulos democrática expressões
        estatísticas vírgulas às gráfico exportação dólar especificações obrigatórios através inserção edição
        binários remoção dinâmica permissão pág próximo senão seções japonês letão português rígido compatível
        comentários repositório formatação orientação incompatíveis visão dependência visíveis notificação
        vários secções incompatível localizações automática aceleração poderá introdução atenção visualização
        necessários alternância ações aparência mês serviços relocalizações sobrepõe indisponível mantém
        transferência além análise dígito afeganistão albânia américas antígua armênia arzeibaijão ascensão
        astracã australásia azerbaijão bielorrússia bolívar bulgária bélgica caledônia canadá cazaquistão
        colômbia croácia côte eslováquia essuatíni etiópia finlândia fênix galápagos groenlândia guiné havaí
        indonésia islândia iêmen jordânia libéria líbano lúcia malásia maurício micronésia moldávia mongólia
        méxico namíbia nicarágua névis omã panamá países polônia páscoa quênia romênia salomão sudão suíça
        sérvia tadjiquistão tajiquistão tchéquia tomé tunísia união vietnã zelândia zâmbia achém africâner
        albanês aleúte aragonês arábico austríaco avéstico balúchi bislamá buginês bósnio cantonês carélio
        chinês clássico córnico diúla eclesiástico egípcio etíope feroês frísio ganês gilbertês gótico hauçá
        híndi iorubá islandês javanês lapônico limburguês luxemburguês macedônio maltês março moldávio médio
        nepalês négede occitânico papuásia pálavi quiché ruandês soninquê sorâni suaíli sumério surinamês suíço
        sânscrito tailandês terça tigrínia tártara tâmil tétum valão vótico áfrica ásia índia
        """

    static let norwegian = """
        øystein bjørn jørgen kåre åse pål ståle håkon øyvind torbjørn solbjørg sørensen bråten ødegård grønn
        tromsø bodø ålesund hønefoss førde lillestrøm sandnessjøen brønnøysund færder trøndelag møre kjøpmann
        forespørsel åpen løst høy brukerstøtte pålogging spørsmål næring gårdsveien bjørnstad øvre ødeleggelse
        på å nøkkel når må være størrelse åpne før høyre nøkkelen slå oppføring frå første følgende nøkler høgre
        kjør slått støttet prøv påvirker også én område søk både regulært støttes gå så mønster få språk
        oppføringen kjøre høyde påvirkar støtta nåværende kjører mål verktøytips støtte sekundær går små utgått
        oppføringer bør gjør støtter nå ødelagt åpning største kjøres større får arbeidsområde sør mørk fullført
        sekundært utføre oppstår nøkkeltjener høgde forsøk etterfølgende skråstrek følg området strøm nivå kø
        fullføring undernøkkel slår datarør tøm nøkkelord gråtone utgår økt prøver kjøring lås låse strømmen
        oppføringa låst markøren står tilhører markør verktøylinjen spør først kjørt nødvendig gjøre søke
        primært størrelsen følge øydelagd vært følger oppførsel rekkefølge økning feilsøking nøkkelknippe størr
        verktøylinja håndtak øverst år blå utløsere råbilete søker måte størrelser låsing primær rå håndtere
        tømme utløpt sjå køyra binær ønsket oppløsning rørledning nøyaktig følgjande vær rør utfører nådd løkke
        måned menyoppføring ønskede språket øverste ennå undermønster rød løpet øydelagt støttar utfør løs
        markørblinking målfil kjørende grå målfila høgda nøkkelfila åtvaring unngå åpner mønstre foregående
        ønsker nøkkelfil overvåk utestående etterfølges rørledningen køen undernøkler utløpsdato operatør
        snøggtast éin søkestreng utføres gjøres sidestørrelse besøkt mønsteret årsaken prøve utløper fått åpnes
        ustøttet besøkte markørfarge toppnivå forespørsler verktøylinje nivået overgått følges bestå færøysk
        høyere glød årsak tomé føderale jomfruøyene nøkkelgrep lenkemål målet åtferda øvst sjølvvald røyr førre
        anførselstegn søppel fullføringer påkrevet håndterer nøkkelring prikkemønster overvåkes verktøy utført
        jøss miljø håndtering miljøet gjenstår gjenstående nøkkelvisning håndter lineær blokkstørrelse
        førespurnad utføra fråkopla binærmodus markørposisjon miljøvariabel håndteres høyrejustert ikonstørrelse
        leverandør øyeblikket låsefila ødelagte åpent sørsotho forsøker nivåer fullfører dør fyrstedømmet
        sikkerhetsnivå fører måten fønikisk førehandsvisar visingsområdet høgkvalitet køyr jomfruøyane
        fyrstedømet ustøtta førebur regulære søket søketreff standardnøkler løse tømmes ødelegges målfiler
        låsfil søking forsøkt målets nøkkelfilen filstørrelse kjørbar papirstørrelse spørre øst utløpstid dårlig
        nåtid barthélemy bouvetøya caicosøyene caymanøyene chagosøyene christmasøya chuukøyene cookøyene côte
        futunaøyene færøyene gilbertøyene grønland kanariøyene kokosøyene linjeøyene norfolkøya phoenixøyene
        påskeøya réunion salomonøyene sørlige sørøst bokmål grønlandsk gælisk høylandet høysorbisk jødearabisk
        jødepersisk kølnsk lørdag monetær pidginspråk prøyssisk språklig sølv sølvpesos søndag sørafrikansk
        søraltaisk sørestisk sørkoreanske sørkurdisk sørsamisk sørsudanske tegnspråk tigré åland østerrike
        østafrikansk østaustralsk østerrikske østeuropeisk østfrisisk østkaribiske østkysten østtyske øya øyer
        """

    static let german = """
        jürgen günter müller schäfer böhm köhler groß weiß krüger schröder könig jäger björn jörg käthe öztürk
        münchen köln düsseldorf nürnberg zürich lübeck münster würzburg osnabrück göttingen fürth straße
        hauptstraße gebühr rückerstattung störung geräte käufer beschädigt später zusätzlich höchste priorität
        gelöst geschäft verfügbar anhänge übersicht bestätigung österreich prüfung lösung größere kündigung
        führung büro für ungültige schlüssel unterstützt können ungültiger enthält löschen größe ändern öffnen
        ungültiges benötigt müssen außerhalb möglich ausführen änderungen über geändert gültigen hinzufügen
        länge süd geöffnet ungültig während gelöscht übersprungen einträge südliches schließen nördliches zurück
        überein ausgeführt temporäre prüfen eigentümer verknüpfung blöcke überschreiben östliches gültige führen
        auswählen wählen läuft außer gültiger möglicherweise dürfen menü französisch möchten hinzugefügt gültig
        gerät ändert größer unterstützte höhe rückgabewert könnte präfix verknüpfungen auffüllung schlüssels
        zurückgeben änderung regulärer zusätzliche prüfsumme überprüfen würde ausführung gehört prüfe mögliche
        einfügen unterstützung überschritten übergeben überprüft verändert unterdrücken gedrückt aufträge
        temporären auflösen aramäisch reguläre anhängen zusätzlicher zurücksetzen verschlüsselt län
        überschreitet ausgewählt binäre regulären vollständig ermöglicht schlüsselwort übersetzungen durchführen
        überschrieben überspringen unterschlüssel arbeitsfläche nächste überprüfung überspringe ausgewählte
        gewählte königreich auflösung gegenwärtig verändern führe überlauf südwest höchstens ausdrücke
        durchgeführt verfügbaren türkisch genügend gültiges benötigen standardmäßig hauptschlüssel würden füge
        temporärer ausgewählten rückgabetyp unterstützter unterstützen verfügbare gewählten abhängigkeiten
        zurückgewiesen übereinstimmen führt prüfsummen gegenstück nächsten erhöhen jüdisch geprüft zurückgegeben
        unvollständige verzögerung vollständige knöpfe primäre daß drücken auszuführen zulässig länger südost
        übersetzung domäne zusammenführen menüs verschlüsseln lösche binär älter kürzel angehängt identität
        fremdschlüssel einhängepunkt menüleiste passwörter müll ursprüngliche schriftgröße menüeintrag primären
        niederländisch rumänisch zulässigen erschöpft schlüsseldatei vorgänger abhängig stellgröße ermöglichen
        südöstliches könnten zulässige wählt öffentlichen ungültigen unterstützten gehören hängt gemäß
        gleichmäßige segmentgröße südwestliches ausgelöst nützlich qualität gewählt öffentlicher zugehörige
        eingefügt großbuchstaben höher aufgelöst älteste unzulässiger gewünschte fügt schlüsselbund hinzuzufügen
        abhängigkeit größen grün rückwärts unzulässiges untermenü einfüge nötig größenänderung sekundäre
        datensätze ursprünglichen ausführbar hülle verfällt auffüllen ausdrücken ausschließlich hebräisch
        verfügung übrig unzulässige fähigkeiten tastaturkürzel füllen verknüpft nordöstliches benötigte
        blockgröße unverändert führende unterstütztes primärserver lautstärke vergrößerten große einrücken öffne
        verschlüsselte unvollständig fügen einschließen zusätzlichen auszuwählen gleichmäßig symbolgröße
        aufgeführt übernehmen tatsächlich datenträger einträgen temporäres dänisch präzision wagenrücklauf
        nebenläufig anfügen altpreußisch dänemark dänische europäische französische färöer färöisch grönland
        grönländisch gälisch isländisch isländische jütisch kalmückisch kumükisch kölsch mandäisch meänkieli
        märz nächster nördliche ostküsten pfälzisch phönizisch rumänien rumänischer seeländisch südafrika
        südamerika südasien südeuropa südgeorgien südkorea südkurdisch südlichen südostasien südsamisch südsudan
        testwährung thailändisch tögrög türkei türkische volapük westflämisch währung ägypten ägyptisch
        ägyptisches äthiopien äthiopischer äußeres ürümqi
        """

    static let french = """
        françois hélène rené gérard cécile céline zoé chloé anaïs léa théo jérôme stéphane aurélie benoît noël
        loïc mickaël lefèvre lemaître béatrice genève orléans nîmes besançon saint-étienne évry béziers sète
        problème échoué dépannage réponse priorité élevée fermé résolu société prénom téléphone créé modifié
        équipe numéro réf retardée où ça déjà très après même août février reçu cœur sœur œuvre bœuf
        main-d'œuvre à être données répertoire entrée défaut échec été créer chaîne système utilisé élément
        caractère mémoire réadressage caractères contrôle opérande clé tête méridional état définir écriture
        défini fenêtre paramètre république référence générer ignoré supporté requête décalage trouvé étiquette
        écrire exécution création spécifié utilisée modèle vérification paramètres zapotèque opérateur dépôt
        définition exécuter accès mixtèque supportée icône zéro méthode spécifier éléments début entrées
        répertoires hôte trouvée tâche nécessaire bibliothèque opération désactiver définie séquence créole
        délai réplication débogage ignorée vérifier sécurité indiqué arrêt propriétaire schéma arrière
        sélectionner rôle région écrit sélection périphérique activé autorisé références édition préfixe écran
        spécifiée îles déplacer chaînes identité débordement était terminé spécification donnée récupérer
        opérandes nécessite numérique boîte immédiate résultat tâches agrégat dernière exécutable supprimé
        récupération intérieur obsolète déplacement partagée immédiat déterminer précédente configuré guinée
        propriété génération règle clés définit français défilement erroné réseau autorisées épuisée plutôt
        succès démarrer sélectionné désactive supplémentaire démarrage résolution éditeur dépendances utilisés
        icônes manière têtes durée terminée secrète installé refusé erronée détails illégal changé désactivé
        séparateur échelle différent rép précision utilisées parallèle réadressages éditer partagé donné
        première affichée spécifique indiquée opérateurs thème demandé échappement étiquettes dépendance
        requêtes règles activée exécute échange nommé fenêtres supportées étendu unité façon spécifiques gérer
        amorçage différentes différents autorisés êtes autorisée accéder affiché bibliothèques pré procédure
        série supportés compilé intermédiaire matériel précédent définis dépasse métadonnées spécificateur
        résultats démocratique complètement systèmes échouée différées sélectionnée résoudre côté problèmes
        hexadécimal vidéo arrêter étant différences révocations renvoyé lié compatibilité spécial initialisé
        supérieur désactivée compressé implémenté complète ignorés téléchargement équivalent révision départ
        apparaît rencontré commençant numéros arrêté appliqué enregistré généré ré spécifiés régulière écraser
        île séparés étendue négatif nommée flèche exécutée pavé délimiteur phonétique appelé algérie amérique
        arménie açores barthélemy bolívar bénin caraïbes caïques corée curaçao féroé grèce géorgie haïti israël
        koweït króna micronésie mélanésie norvège océan ouzbékistan pâques slovénie sénégal tchéquie tomé
        turkménistan yémen adyguéen altaï américain américaines araméen azéri bahaméen biélorusse brésilien
        caribéen carélien composée córdoba décembre ekwélé estrémègne extracôtière française féroïen ghanéen
        guinéen guèze hawaïen haïtien hébreu indexées indonésienne israélien jamaïcain karatchaï kosraéen kpellé
        kényang littéraire léonais macédonien mandéen matchamé maïthili mentawaï monténégrin moré médumba
        métical ndébélé nigérian nogaï norvégienne néerlandais néo népalaise ouïghour phénicien provençal quiché
        ruthène réal santoméen silésien soninké suédois sélayar sérère tchaghataï tchétchène thaïlandais tigré
        tornédalien télougou vaï vénitien yéménite zaïre zaïrois zélandais émirats érythrée états ürümqi éfik
        égyptien ékadjouk éloignées équatoriale érythréen éwondo
        """

    static let spanish = """
        maría josé garcía martínez lópez sánchez pérez gómez fernández jiménez díaz muñoz núñez peña ibáñez
        ramírez álvarez íñigo begoña ángel raúl mónica andrés sebastián málaga córdoba cádiz león logroño coruña
        ávila cáceres bogotá medellín teléfono dirección código contraseña año años señor niño español atención
        técnico página número avería envío día también mañana cómo qué cuándo dónde está más después sección
        opción línea tamaño falló versión válido inválido índice sólo función símbolo información reubicación
        válida instrucción configuración expresión carácter inválida límite líneas órdenes están parámetro
        república ningún símbolos encontró patrón búsqueda árbol posición relación estándar máximo omisión vacío
        conexión codificación método búfer operación definición menú ejecución ubicación botón señal replicación
        múltiples aplicación acción simbólico extensión transacción parámetros tipografía recuperación debería
        impresión compresión depuración fusión especificación submódulo selección último restricción área
        conversión sesión añadir caché estadísticas título páginas petición agregación vacía distribución máxima
        píxeles aún actualización alineación descripción máquina partición válidos clúster números erróneo
        última módulo región verificación pública especificó diálogo mínima ratón índices dueño numérico
        simbólicos comprobación autenticación aquí instalación revisión árabe único ramificación mayús será
        publicación inglés mínimo asignación dinámica sí creación raíz través serán cláusula tubería guión
        transición lógica terminó esté foránea continuación precisión común todavía catálogo pulsación podría
        mayúsculas generación usará específicas nº días política alemán vídeo pequeño combinación añade
        separación resolución módulos duración condición importación intérprete tamaños errónea minúsculas
        automática ó sintáctico máscara múltiplo francés dinámico revocación gráfica inválidos excepción recibió
        suscripción núm traducción específico atrás núcleo pestaña exportación éxito dígitos utilizó sustitución
        expansión modificación compensación dinámicas estás comparación límites término dispersión fonético
        devolvió compilación intentó aceleración expiración automático útil quizá adición submódulos menús
        dañado edición pestañas allá imágenes animación ordenación vacíos contraseñas razón códigos válidas
        localización inserción gráfico cálculo exclusión así cambió eliminación señales táctil húngaro definió
        sincronización dígito unión tendrá relajación simbólica dinámicos desubicación validación democrática
        dólar declaración paréntesis retornó interpretación garantía representación homogéneo además emulación
        precaución algún repetición única división deberían orientación análisis portátil anfitrión
        transformación crónica utilización fracción inválidas electrónico sinónimo utilizará asociación acuña
        américa archipiélago astracán azerbaiyán barnaúl baréin bissáu bolívar brunéi bélgica camerún cristóbal
        españa etiopía gabón hawái irán kazajistán króna lucía magadán miquelón moscú mónaco níger omán pakistán
        papúa perú reunión sajalín sarátov sichuán sudáfrica sáhara taipéi tayikistán tristán turquía uliánovsk
        vírgenes achenés afrikáans amárico aragonés asamés avéstico bahameño bamún bareiní bengalí bhoyapurí
        brasileño buginés butanés búlgaro cajún cantonés catalán chagatái cingalés colón córnico engatú etíope
        feroés finés galés ghanés gilbertés guaraní guyaratí hondureño inversión iraquí islandés japonés kirguís
        kotanés káingang letón lorí luxemburgués malauí maltés manchú manés maratí marshalés masái mirandés
        mozambiqueño neerlandés nepalí nórdico omaní pakistaní pangasinán papú portugués rohinyá ruandés saudí
        siríaco soninké sudanés surinamés sánscrito taiwanés tigriña trukés tólar ugarítico vótico yapés zaireño
        zuñi árabes
        """

    static let italian = """
        niccolò nicolò josè città più perché però già così qualità attività priorità società università può è
        cioè lunedì martedì mercoledì giovedì venerdì né sarà potrà dovrà verrà disponibilità novità metà caffè
        tribù virtù forlì cantù à ragioné d'è c'è finché poiché benché realtà età sì lì là giù modalità
        municipalità menù proprietà ciò unità quantità funzionalità identità profondità anziché compatibilità
        velocità autorità opacità integrità località scadrà affinché ashéninka validità luminosità ereditarietà
        bình possibilità sottomenù capacità inattività accessibilità ogooué sensibilità sé utilità attendibilità
        gravità visibilità entità madaré bété tonalità emberà inés sénoufo tày lhamtés wè piè anzianità avrà
        estremità continuerà hà querétaro quiché barthélemy modificabilità apparirà allocherà tiemacèwè tiéyaxo
        béte yocoboué densità schiavitù volgarità tomé perù interromperà verbosità nudità diventerà andrà
        ambiguità procederà selettività unicità àèìòù mostrerà userà amapà ardèche ariège bafatà balé banskà
        bazèga bié boké zemplén boulkiemdé boyacà béja békés caquetà cearà chocò coclé colòn comoé copàn corrèze
        cortés cà darién sèvres bogotà dubréka espìrito fejér finistère forécariah gabès goiàs guéckédou mambéré
        kralové hérault intibucà gioventù isère kecskemét hòa kié koulpélogo kourwéogo kédougou kénitra
        kénédougou kérouané labé lozère lào lélouma léraba meknès médiouna mérida ngounié buglé nièvre nzérékoré
        pendé ouémé paranà parà passoré petén piauì pietà potosì pécs pénama rivière sacatepéquez dévote salé
        samanà andrés josé sanguié julià lòria santarém shéfa témara spélugues suchitepéquez székesfehérvar
        sédhiou ségou séno takéo taféa thiès tillabéri tougué trà télimélé tétouan uherské vaupés veszprém
        zoundwéogo érd évora utilizzerà attiverà riceverà leggibilità applicabilità impossibilità abé aché
        amanayé anambé apinayé araweté perené attié sobané bakwé mbrès ndélé baoulé baré cabécar chané réunion
        dangaléat denì dogosé dzùùngoo ebrié chamì enawené nawé ghadamès godié gourmanchéma herdé hértevin idaté
        ifè kabiyè kadiwéu kaimbé kalamsé uélé kanoé kapinawà kimré koromfé kélé lyélé maléku mamaindé matsés
        mondé ménik nivaclé numèè ofayé méxico pankararé pumé pémono pévé sapé sateré mawé nanerigé sìcìté
        tapieté tapirapé tembé tiéfo tremembé tsimané tukumanféd téén uamué wané winyé wiraféd xerénte yaouré é
        àhàn causerà bantù omosessualità granularità riuscirà funzionerà leggerà tenterà proseguirà prolissità
        compatibità orità oprietà facoltà
        """
}

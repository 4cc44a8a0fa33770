/// Words of other languages in Latin letters.
extension SampleWords {
    static let czech = """
        jiří ondřej tomáš lukáš šťastný dvořák novák černý procházka kučera veselý němec pokorný růžička žižka
        šárka kateřina věra zdeněk plzeň české budějovice králové ústí požadavek děkuji prosím můžete přihlášení
        účet zákazník objednávka město příjmení jméno není při název být počet má klíč adresář přepínač neplatný
        vypíše výchozí příkaz číslo příliš použití řádek klíče souborů kód které varování nastavení uživatele
        vytvořit řetězec řádku použít musí přepínače který čtení otevřít použije výstup žádné již všechny když
        než více žádný možné standardní systému pomocí místo spojení může ověření řádky šířka že chybí formát
        položky databáze režim před řádků zobrazí nastaví vyžadováno nový bajtů zařízení adresáře chybný paměti
        balík neplatná umístění zadán balíku výraz získat neznámý aktuální čas neplatné uživatel příkazy vstupní
        znaků maximální příkazu položka formátu obrázek žádná použijte prostředí zobrazení certifikát poslední
        písma návratový délka zarovnání vyžaduje změnit používat chybná neznámá odstraní mají signál nezdařilo
        která proměnné minimální názvy další změny značka paměť prázdný stránky databázi místní režimu
        nepodařilo změní volání stejné úroveň nové úlohy nápovědu tlačítka výstupní protože klíčů balíky nesmí
        afghánistán bolívar evropská irák kokosových nigérie princův svatý západní akanština amazonský arabský
        arumunština balijština bavorština bikolština bradžština burundský chetitština dakotština dánská
        erzjanština fidžijský fríština ghanský góndština hmongština inarijská irská jamajská jidiš kabylština
        kapverdský kašubština klingonština koptština kríjština května laoština litevština lúrština malawijská
        manština mašame mongolský naurský nigerijská nová oromština paňdžábština pohnpeiština pátek rotumanština
        salvadorský sassarština sicilština slovenština sovětský stříbrné sámština tchajpejský tokelauština
        tuniský tádžičtina urijština vietnamština wolofština zuluština úno černá července čuangština řecká
        šalamounský žemaitština
        """

    static let slovak = """
        súbor názov súboru či možné má byť určuje sú nedá zobraziť číslo veľkosť neplatný počet voľby použiť
        voľba príliš adresár súbory ktorý príkaz už obrázok vytvoriť žiadne súborov otvoriť kľúč reťazec
        použitie šírka ktoré majú všetky nastaviť chýba neplatná musí písma režim táto vyžaduje tlačiareň
        informácie formát neznámy výstup súbore že môže balík značka nemožno odstrániť správy obrázku pamäť
        nastavené nájsť ktorá totožnosti balíka žiadny zobrazí archív zmeniť vypísať výraz aplikácie systému
        prosím položky tlačiarne používateľ položka chybný dĺžka kód používateľa úlohy balíky neznáma kľúča
        pamäte povoliť výstupný župa potrebné archívu príkazy výber získať údaje čítanie budú veľkosti nový
        prázdny obálka minimálna pridať vstupný neplatné ovládací načítať č použije túto čas čítaní správa písmo
        nemá štýl dáta identifikátor pozícia tlačidlo žiadna ovplyvňuje tlačidla stránky stĺpec podľa štandardný
        keď použite počas značky poľa výška zadaný nemôže názvy použitý položku položiek úroveň zadané
        podporované načítanie vykonať hlavička hlavičky vypíše použitá pretože predvolené zdrojový zapísať
        zásobník správ balíkov použité neprípustný vnútorná povolené kódovanie názvu nastavená zobrazený údajov
        chybné aplikácia spustiť označenie platný režime albánsko austrália côte filipíny grécko kambodža
        libéria mikronézia palestínske saudská sýria východný ainčina americký arabský arumunčina balijčina
        bedža bissauské brunejský chetitčina córdoba dolná elamčina faerčina filipínčina gaelčina gruzínsky
        guyanský holandčina indexovaných iránsky japončina juhovýchodná kajmanský kapverdčina kašubčina
        klingónčina konžský kuaňama kángrí libanonská luiseňo magadanský malgašský marijčina maďarčina
        mjanmarský mája nepálsky nogajčina odžibva pahlaví paštčina portugalčina reálnej rwandčina santalčina
        sindhčina sogdijčina strieborné systém tamašek tigrejčina tswančina udmurtčina uruguajské vietnamský
        yukonský ázia čad čilský ňandža šambala
        """

    static let hungarian = """
        lászló jános józsef györgy zoltán kovács tóth szabó győr pécs nyíregyháza székesfehérvár ügyfél jelszó
        köszönöm működik és fájl érvénytelen kapcsoló köztársaság szükséges felületi megjelenítése név kiírása
        érték meghiúsult használata által sikerült túl található új címke beállítása könyvtár fájlok szabványos
        szám hitelesítés száma használt üres következő kép szöveg érvényes felhasználó kapcsolók után kívül
        karakterlánc támogatott fájlt nyomtató mód már például művelet alkalmazás értéke bájt esetén használat
        kilépési kerül archívum engedélyezése utolsó használja kifejezés méret szélessége létezik függőleges
        összes első figyelmeztetés több vízszintes hosszú hibás mérete típus nélkül nyomtatási kód fájlnév
        listája beállítások engedélyezett létre kiválasztott való billentyűk aktuális látható tartalmazó szín
        formátum használandó minimális előtt hiányzik cím típusa betűkészlet biztonsági azonosító boríték
        értékek terület érhető közötti kapcsolót beállítva megjelenítendő befolyásolja felső szignál belső
        másodlagos szélesség között maximális más eszköz kilépés hivatkozás igazítás távolság tartomány fejléc
        létrehozása verzió alkalmazások régi kihagyása állítva menü felhasználói számára még megfelelő törlése
        váratlan közben kiszolgáló bejegyzés mező nyíl egész típusú használatával összetevő eltávolítása
        elsődleges lévő szolgáltatás memória írta változó dél térköz fordított két lekérése rövid idő
        afganisztán arábia bolgár csehország délkelet európai fülöp grúzia irán kanári koszovó külső macedónia
        marokkó mikronézia namíbia olaszország portugál srí szlovák szudáni tesztelési unió abház algériai
        argentínai ausztráliai bhutáni burját csikaszó csíni dán egység ezüst fríz grebó görög idó indonéz
        jordániai június karacsáj kongói kínai középső líra maláj metó moldáv máltai namíbiai nyelvészeti ománi
        permják pénzügyi régió skót szangó szecsuáni szingapúri szuahéli szír tatár téli ukrán volapük zónaidő
        észt üzbegisztán ógörög örmény
        """

    static let romanian = """
        în dacă şi să fişier fişierul specifică afişează secţiunea această fără când numărul ieşire există
        fişierului număr opţiune eşuat opţiuni fişiere opţiunea nevalidă utilizează spaţiu informaţii arată după
        găsit conţine internă într stânga octeţi comandă între secţiune etichetă fişierele listă arhivă necesară
        necunoscută biţi şir secţiunii opţiunile conţinutul că stabileşte lipseşte activează către afişat eşec
        ieşirea necesită imprimantă decât lăţime adevărat informaţiile lăţimea înainte elimină poziţia bază două
        faţă returnează neaşteptat adaugă sursă poziţie adresă spaţiul dată implicită iconiţă obţine curentă
        câmpul creează ignoră pagină listează coruptă foloseşte dezactivează minimă aştepta afectează cât şterge
        utilizaţi utilizată engleză intrări virgulă fereastră nouă aplicaţie afişate funcţie semnătură acţiune
        citeşte maximă orizontală verticală potriveşte înregistrare spaţiere sfârşit căutare găsi afişarea
        iconiţa tipărire şirul iconiţe parolă neacceptată referinţă acceptă excepţia sfârşitul legături
        specificată acceptată coloană legătură realocări bară greşit mică mută franceză selecţie conţinut
        încercaţi indică locaţie germană incorectă fişierelor caută găsită generează secţiuni următoarele validă
        mobilă tipăreşte execuţie sintaxă încredere comută şiruri legăturile legătura neaşteptată distanţă vă
        permisă lungă semnătura publică bibliotecă imprimă americană croaţia elveţia franţa irkuţk latină
        naţiunile paştelui saudită subsahariană aceeaşi aleută amharică apaşă aramaică asameză avestană bască
        bengaleză bosniacă bulgară carboavă caşubiană cehă chineză ciuvaşă compusă convertibilă coreeană
        corsicană daneză ebraică elveţian estoniană fară fijiană flamandă frizonă galiciană gilbertină grecească
        haitiană honduriană indoneziană irlandeză italiană kareliană khotaneză kârgâz laoţiană libaneză limbă
        lombardă maghiară maldiviană malteză marcă marţi meridională monedă montană neerlandeză nigeriană
        norvegiană orientală pakistaneză paştună platină portugheză romanşă rublă samariteană sardiniană
        siciliană siriacă slovacă sorabă srilankeză suedeză sâmbătă tadjică thailandeză tongană turkmenă
        ucraineană următoare venetă yapeză înaltă
        """

    static let croatian = """
        moguće greška može ispiše veličina prikaži će širina više način završi sadrži nemoguće između sadržaj
        veličine već južni uređaj inačica učitavanje uređaja ključ prikaže greške omogući mogućnosti što
        veličinu simboličke izvrši pokazivača položaj sadržaja čitanje onemogući istočni podržava pronađen
        zvučni njemački pokaže previše ključa čita pomoć možda najveća podređenog pokazivač određuje
        međuspremnik riječ ograničenje pisač riječi podržana miša neće čitanja računala predložak županija
        čitanju utječe korištenje inače također pisača količina ćelije mogućnost širine dužina pročitati
        podržano pronaći možete prečaca početak prečac sljedeći podređeni sadržanog pronađeno poslužitelj
        pronađena ništa pokušajte područja mađarski grešaka odredište sintaktička čitati prihvaća isključi grčki
        neočekivani učitati načina ponašanje simbolička još premještanje sadržavati započinje međuspremnika
        točka početna dopuštena datotečni niže međunarodni inačici načinu površine klizača smeće znači čekanja
        država poslužitelja inačice zaključavanja dopušten završio očekivan norveški omogućen uobičajeni
        ugrađena omogućeno određen pogreška želite dopušta početni čeka pretraživanje uobičajeno područje pomoću
        učini postojeće švedski španjolski proračunska južna uređivanje širinu sprječavanje neuspješni
        stilistički uvećanja sučelje sažeta onemogućuje sadrže neočekivan klasični češki loša pisaču očekivana
        pošalje uspješno točke pomoćne povlačenja alžir američke azerbajdžan božićni djevičanski džibuti fidžija
        istočna južnoafrička lihtenštajn maršalovih njemačka ovčji slovačka tadžikistan uskršnjeg aljaško
        američki avestički ačoli bangladeško belučki donjolužički fenički grčka gudžaratski hercegovački
        hongkonški ingušetski istočno jezičnog jukonško južnoafrički južnokurdski kamčatsko kazaški kašmirski
        kečuanski kuruški lezgiški luksemburški malgaški malteški markižansko mađarska meksički mozambički
        njandža otočja ožujak pacifičko paštunski rarotonški rohindža sejšelska siječanj sinhaleški složena
        starogrčki tahićanski tamašek teluški tongaška veljača velški vostočko čad čile čagatajski čejenski
        četvrtak češka čibča čileanski čuvaški španjolska švedska šekel škotski šrilankanska žargon
        """

    static let slovenian = """
        mogoče če število možnost način širina več pokaži možnosti izpiši omogoča številka določa omogoči
        sporočila že ključ čas določilo prikaže dolžina strežnika položaj najmanjša strežnik različica sporočil
        največja sporočilo višina širine onemogoči izpiše želite določena uspešno moč nič zvočna točk določen še
        miške točkah določi končanja županija izloči preveč ključa puščice različice angleška površino časovni
        točke južna načina posredniškega časa načinu značka pričakovan izpišemo navpična prikaži določiti
        določeno količina črte števila nameščen običajno država različico mogoča največ številke nepričakovan
        navpično začetek sličic črke upošteva določite začasne pospeševalnika območja pokaže omogočena manjkajoč
        razširjena mogoč področja vtiča prišlo uporabniško demokratična madžarska nemška pomoč širino vključuje
        določene začne dolžine zaključen naložiti prekliči bližnjice omogočen nepričakovano končano št končaj
        določitev razvrščanja kaže določila izbriši prekoračitev višino vključi navpični poveži razčleniti
        številska zaključi splošno množinske dolžino poveča povečave razširitev poročilo posredniški zapiši
        izključujeta fonetična opuščeno črna številu poševnica pričakuje strežnikom številko obstoječe čakanje
        datotečnega razhroščevanja konča računalnika začetni neuspešno puščica občutljivost nameščene določajo
        težave začeti ločnice norveška največje združeni družina začasno pričakovano šestnajstiško samijščina
        zaščita aljaški bangladeški fidžijski kosrajški noronški slonokoščena velikonočni abhaščina ajmarščina
        alžirski antarktični armenščina avarščina bambarščina beloruščina blinščina buginščina danščina
        džibutski erzjanščina fangijščina filipinščina frizijščina gbajščina grščina havščina hongkonški
        igboščina islandščina javanščina južni kalmiščina karačaj kašubščina kitajščina kongovščina kosrajščina
        krijščina lakotščina lezginščina luisenščina madžarski malajščina mandanščina maratščina mehiška
        mokšavščina narečje nepalščina niuejščina osetinščina pandžabščina ponpejščina romščina samoanščina
        sebuanščina sindščina slovaščina sumerščina taitajščina telugijščina tivščina tumbukščina udmurtščina
        uzbeščina varlpirščina zapoteščina čad čilski čerokeščina čigajščina čuvaščina šanščina šlezijščina
        švedščina
        """

    static let swedish = """
        björn göran åsa märta sjögren öberg åkerlund malmö göteborg västerås örebro linköping jönköping umeå
        luleå ärende lösenord användare förfrågan stängd öppen hög låg för är på från måste använd värde okänd
        stöds över när än använda läsa innehåller utanför öppna användning användas okänt ändra istället används
        förväntade krävs använder får hämta så sträng läge kräver sätt språk första tillåts många kör värden
        fält sökväg värdet då försök här lägg följande ändringar oväntat stöd slå före förväntades fönster längd
        avstånd välj behöver gör sätta höger länk vänster stöder mönster läs går fråga även två läsning sätter
        köra oväntad hjälp mål göra något tillåt där länkar någon ställ lägga användaren få innehållet innehåll
        föregående främmande större några stämmer innehålla tillåtet lång tillgängliga stänga både gång färg
        långt tillgänglig läser närvarande fönstret fältet ställa temporär återställning åtgärd också inställd
        rättigheter bör rättighet påverkar reguljärt åt källkod växla utföra ägare övre sökvägen nästa strängen
        längre tillgängligt användarnamn begäran utökning början binär tillåtna använt föråldrad sökvägar rör
        otillåtet börjar värdnamn gå inställning sök ställer källa barthélemy bouvetön caicosöarna caymanöarna
        chagosöarna clippertonön cooköarna cooköarnas futunaöarna futunaöarnas färöarna förenade förenta
        grönland heardön julön julöns jungfruöarna kanarieöarna kokosöarna lineöarnas norfolkön norfolköns
        påskötid rumänien réunion réuniontid salomonöarna tokelauöarna tomé västafrika västasien västeuropa
        västsahara wakeöarnas arumänska bamileké bokmål burjätiska euroområdet fonspråket fornhögtyska färöiska
        grönländska hmongspråk hård högsorbiska irländskt isländsk isländska jylländska kölniska litterär
        lågsilesiska lågsorbiska lågtyska lön lördag meänkieli monetär måndag nederländsk nederländska
        nyzeeländsk obestämt oceanöarnas quiché rotumänska rumänsk rumänska rätoromanska shimaoré språkligt
        swaziländsk särskild södra söndag teckenspråk thailändsk thailändska tigré träskcree tögrög världen väst
        västfrisiska västmariska västsamoansk zeeländska åland östafrika östasien österrike östeuropa östtimor
        öar öarna östafrikansk österrikisk östeuropeisk östfrisiska östkaribisk östtimorisk östtysk
        """

    static let danish = """
        søren jørgen bjørn kjær sørensen jørgensen nørgaard østergaard københavn århus helsingør næstved køge
        åben løst høj kø på være nøgle når værdi kræves størrelse åbne sæt højre understøttes læse så nuværende
        kræver læsning før første må ændre værdien mærke vælg tilføj også værdier længde understøttet lænke
        understøtter forældet døde sætte mønster påvirker følgende tilgængelig mål tilgængelige én ændret slået
        hjælp regulært højde forsøg større nøglen slå gør nøgler prøv aktivér størrelsen ændringer ændr indlæse
        lænker kør vælge få tidsudløb udføre ændring område både køre tilføje afsæt små læs ødelagt skærmpunkter
        bør håndtere åbn krævet målet værtsnavn læses ignorér bemærk måske værktøjstip forespørgsel søgning stør
        kører ændres generér indsæt nøgleord skærm sådan lås indlæsning næste ønsker ét søg grænse primære
        standardværdi rapportér læsefejl læser strøm arbejdsområde gå såsom skærmen deaktivér understøttelse
        overløb køres kopiér præfiks tilhører sekundær største tør længere omdøbe indsættes skråstreg rækker
        længden udløbet domæne tilgå fælles hæmme binær foregående følge højst udløber oversættelser fuldførelse
        øverst række dårlig øjeblikket afhængigheder konvertér ændrer først tegnsæt låse håndtering sekundært
        sætter løbet ascensionøen barthélemy bouvetøen caicosøerne caymanøerne chagosøerne cocosøerne cookøerne
        côte europæiske færøerne gilbertøerne grækenland græsk grønland jomfruøer juleøen linjeøerne phoenixøen
        påskeøen rumænien rumænsk réunion salomonøerne sandwichøer sydøstasien sølv tomé aramæisk arumænsk
        bokmål færøsk fønikisk grønlandsk gælisk jødisk lørdag mandæisk oldgræsk oldhøjtysk områder oversøiske
        quiché rætoromansk søndag åland østafrika østafrikansk østasien østaustralsk østeuropa østeuropæisk
        østrig østrigsk østtimor østtysk øer østfrisisk østkaribisk øvresorbisk
        """

    static let finnish = """
        epäonnistui käytä näytä tämä käyttää älä jälkeen käyttö sisäinen lisää käytetään määrä tämän sisältää
        määritelty että löytynyt käytöstä väärä käytetty sisällä tässä löydy tyhjä eivät käsky väri rivillä
        käytössä käyttöön käyttäen täsmää käyttäjän järjestelmän mitään käskykoodi sisältö välillä pitäisi sekä
        nimeä pitkä sitä käskyjä näyttää pitää käytettävissä käännetty lukumäärä rekisteriä löytyi eikä täytyy
        nimiön käskyä merkkejä ääni tätä merkkiä myös ensimmäinen nimiö tälle välin riviä syötetiedosto
        näytetäänkö käytettävä tällä käyttäjä bittiä syöte säädin mitä tehdä vielä ryhmä näppäimiä yritä
        näytetään määritellä tekstiä yhdessä lähdekoodi väli tähän käsitellä ylimääräinen pysäytetty siirrä
        määritä ehkä kenttä direktiivissä käskyssä käännä yhdistä käskyn käsittele ensimmäisen tyyppiä näkyvä
        etsitään järjestelmä näkyvissä säätimen ylös säännöllinen käsittelemätön määrittää käskyt siirtymä
        venäläinen työtilaan rivejä työ lähde lisätä taustaväri täyte direktiiviä kansainvälinen nämä
        näennäiskäsky rikkinäinen yhtä lisätty tä määrittele näennäiskäskyn estää värin kuvapisteinä välit
        sisältöä näennäiskäskyä käskylle yhteensä välilehden määrittely näppäiminen linkkejä näppäin kyetä
        lisätietoja käynnissä kyllä vähän enemmän yhteyttä vähintään päällä etelä syötä lisättävä päättämätön
        lähetä taaksepäin jätä näyttö ssä käy ryhmän enintään syötteen käyttäjätunnus merkkeinä käynnistä
        nykyistä työkalupalkin azerbaidžan brittiläiset eteläiset fidži fidžin färsaaret grönlanti itä itävallan
        itävalta kambodža kambodžan kamtšatkan länsi läntisen tadžikistan tšad tšamorron tšekin tšekki venäjä
        venäjän aikavyöhyke atšeh atšoli baškiiri bedža belutši bhodžpuri bišnupria bokmål bradž ersä eteläinen
        eteläisten eteläkurdi eteläsaame eteläsotho fidžinhindi fääri gudžarati gwitšin heinä heinäkuu
        heinäkuuta inguuši itäfriisi itäinen jiddiš karatšai katšin kašmiri kašubi kesä kesäkuu kesäkuuta ketšua
        kielellistä kieliä kölsch länsibelutši länsiflaami länsifriisi läntinen mantšu meänkieli mokša njandža
        odžibwa pandžabi paštu päivä radžastani rahayksikkö sauraštri tadžikki tališi tamašek tašelhit tsimši
        tšadinarabia tšagatai tšamorro tšetšeeni tšibtša tšuvassi valkovenäjä vepsä yläsorbi šillinki šona
        """

    static let dutch = """
        één geïnstalleerd beïnvloedt kopiëren spatiëring indonesië verifiëren geïnstalleerde vóór beëindigen
        beëindigd oekraïens brazilië reservekopieën macedonië león ogooué echoën oriëntatie ostrobothnië privé
        syrië hiërogliefen servië categorieën kopieën definiëren én californië karelië bosnië pyreneeën kasaï
        pará australië faeröers coatlán moldavië initiële beëindigt viëtnamees geïnverteerd geëlimineerd
        essentiële privésleutel eén hoceïma paraná asturië asunción aïn béni khénifra calabrië ávila región
        autónoma bogotá savonië morazán fès meknès mambéré králové sinaï kénitra réunion malé sánchez silezië
        mongolië nilandhé caledonië egeïsche polynesië salé barthélemy josé sardinië ossetië tétouan randreliëf
        beïnvloed arbëreshë arára nigerië alemán copainalá réunions güilá kutenaïsch linguïstische inés volapük
        geëindigd altaïsche haïtiaans albanië armenië belgië kaapverdië kroatië tsjechië tomé ethiopië somalië
        haïti jordanië mauritanië israël italië arabië namibië slovenië tunesië creëren córdoba zaïre
        israëlische scène oekraïne geïndexeerd bépo geïsoleerde cliënt abchazië ahuachapán aysén adzjarië aqtöbe
        alexandrië ismaïlia caïro amapá thracië áncash andalusië annobón anzoátegui álava aragón ardèche ariège
        atlántico atlántida témouchent württemberg bafatá balé banská ölgi bazéga bié blagoëvgrad blönduós boké
        boquerón arréridj zemplén boulkiemdé boumerdès comté boyacá bruntál boerjatië bács béchar béja béjaïa
        békés altaïsch argentinië australazië azië faeröer georgië hawaïaans haïtiaanse israëlisch kirgizië
        kölsch libië maleisië mandaïsch melanesië oceanië oekraïense piëmontees roemenië réunionse zaïrese colón
        financiële geïndexeerde
        """

    static let icelandic = """
        tungumál táknmál á að lýðveldið í arabíska með mið suður norður við gínea nýja papúa skrá eða kínverska
        miðhluti kongó nígería stærð hægri þetta kamerún þegar indónesía vinnusvæði lesið júdeó konungsríkið
        miðaldir staðsetning sýna tákn þú óþekkt frá tansanía uþb nægjanlegt lóðrétt verður fjöldi það þ hæð
        aramíska úr skrána kína mjög stílgert útgáfa ógilt búa óvænt gögn sérstakt hægt lárétt táknmynd stöðluð
        þýska tókst möppu súdan suðvestur frísneska írska verða kreóla pidginmál áhrif upplýsingar skjalið
        skráin ógild gerð ný samíska núll myndsniðið tilbrigði þá þessa spássía afleiðu því má þess mistókst
        gríska út auðkenningar níger ástralía núverandi skjár skrár opnað malaíska sambía kúrdíska bókmál
        klassísk ferðamanna jiddíska vanuatú háþýska lág kórea niður neðan stíll búið tíbetska gildið valið
        frönsku dálka þessi raða bæti skránni ógildur benín eþíópía mongólska makró hittítíska rúmenska hérað
        búinn málafjölskylda germönsk íslamska hætta síða staða auðkenni slóð skráar sýrlenska laó malasísk þar
        pesó staðsetningu malí merkið viðhengi biðminni viðfang lágmarks bið mynddílar númer arabískt aramaíska
        kínversk ríka lágþýska brasilía paragvæ indó kenía malajíska nárú tataríska afríka arabíu austurrískur
        bermúdaeyjar bólivíutími dóminíska gvæjana hvíta kambódía kókoseyjar kýpverskt makaó martiník máritíus
        portúgal rúmenía sjáland suðaustur sómalía tókelá abkasíska angólsk avadí blisstákn bíslama bútanskt
        dúala febrúar fón georgískur gís hondúrsk jakút jún kanúrí kimbúndú krí kínverskt lempíra líberískur
        lúsaí malavísk masanderaní miðhluta mál navahó nsíma nóvember pakistönsk prússneska ríal sambísk
        shimaoríska slóvenska suðursótó sínúk súdanskt tamílska tsimsíska tív varaí zázáíska ísraelskt þýskt
        úgandskur þjóðirnar
        """

    static let estonian = """
        või võti väljasta võimalik õnnestu ebaõnnestus ära võib väärtus võtit sümbol sõne tüüp tõrge kõik
        määratud välja ümbrik võtmega mälu näita töö võtmed süsteemi määra näitamine võtme ümber üle väljund
        värvus sümbolit märgitud kõrgus üks võtmeid järgi lõpeta päis põhja käsklus väljundi käsk järel nõuab
        näidatakse määrata sümbolid lõpp lõpus nähtav hõimkond märk väärtust tühi väljas värvi sümboli ühe
        kirjatüübi päise üles sümboleid näiteks ühte tähendab sümbolite süsteem lõuna tüüpi sümboliga vähemalt
        määrab käsitle süntaksi lehekülje vähim ühendatud jätan käsku õigused lõpetamise äärise taustavärv
        sätted märkides tõene väljad väljade värv failisüsteemi ühtegi käivita sõna väli menüü rõhtne püstine
        ühendus tühja võtmete tööd tööta pidžinkeeled õnnestunud mõtet järjesta välista lühike lõppes süsteemis
        jäetava ülevalt läti märkus lõpetatud küsi väiksem sõnade võtmele töökataloogi päev ääris üksikasjade
        päist lehekülgede näidata ülemine võtmetega ületatud üldine külastatud tööde väikseim järjekorras märgi
        märki pärast tõttu tühistamise näidatud täida võtmesõna tühik kõiki määrati ületäitumine võtmefail lõigu
        lehekülg täiendav rõhtjoondus määramine käsitletakse läbi täisarv süüria ühendust põhjus käivitada
        võtmetele jäta välistavad järjestatud võrdle lõpetamata käsu nädala tööriistariba printimistöö alžeeria
        aserbaidžaan fääri jõulusaar kambodža kõrgõzstan küpros liibüa lääne lõunaalad polüneesia seišellid
        tadžikistan türgi tšaad tšamorro tšiili aitšami atšehi bandžari bedža bhodžpuri bradži eküü fidži grööni
        gvitšini inguši juudipärsia jüaan kalendžini karatšai kašmiiri ketšua kolmapäev kvatša kõrmandžki kölni
        ložban lääneflaami lõunakurdi lõunandebele lõunasotho mandžu matšame mokša mänksi määramata njandža
        oseidži pandžabi puštu pärsia põhjaluri põhjaosa põhjasotho püsiv rahaühik sauraštra tadžiki tamašeki
        tsimši tšaakma tšerkessi tšetšeeni tšiga tšipevai tšokto tšuugi vanapärsia vanasüüria volapüki
        välismaine võru ühendriikide ürümqi šveits šaieeni šani šilling šoti žargoon
        """

    static let latvian = """
        neizdevās kā kļūda rādīt vērtība attēla krāsa šis izmērs pēc krāsu nederīgs logdaļa bērna šo šī attēls
        tā noklusējuma vērtības izvēlnes ietekmē vajadzētu izmēru režīms pikseļu logdaļas pārvietot līdz vērtību
        jābūt datņu minimālais drukāšanas darbība parādīt informāciju atslēga atvērt pārāk būtu sistēmas iezīmes
        izvēlieties krāsas attēlu piemēram drukāt atmiņas darbības šai ceļš atrašanās nederīga norāda pozīcija
        arhīvs būt iestatījums maksimālais piešķirt zīmēt līnijas kurā iestatīts pikseļos formāts atslēgu
        nevarēja automātiski labās atmiņu rakstzīme mainīt norādīts izvēlēties kreisās ekrāna atslēgas iestatīt
        attēlot rīkjoslas pašreizējā horizontālā vertikālā krājuma izvēlne robežas pašlaik ielādēt tās nozīmē
        nolasīt iegūt paātrinātāja kādu papildinājums labā tīkla nepieciešama izmaiņas šūnas logdaļu izmēra iekš
        meklēšanas iestatījumi iestādījums nezināms augšu noklusēto priekš saglabāt pogām bērnu noklusētā
        izvēles trūkst pārslēgties režīmā nezināma bāzes attēlam augšas izslēgt derīgs datnē taustiņš iespējas
        ieslēgt tukšs ignorēt vertikālās jūs lietotāja logdaļai sarakstā atbalstīta papīra līdzināšana rindām
        informācija noklusētais klikšķa pikseļi atslēgai atribūta dolārs aktivēt lietotājam bērns motīva
        aktivizēt šajā ziņojumu tieši ļoti tēmas iespējams izņemt sākuma iezīme rakstzīmes horizontālās domēns
        dzēst arī priekšplāna tabulācijas robeža afganistāna antiļu arābijas azerbaidžāna bolīvijas butānas
        dominikānas emirāti gajāna grieķija horvātija irākas japāna kambodžas kazahstāna kuņjas lihtenšteina
        marķīza melanēzija nepālas norvēģijas omāna polinēzija rietumāzija savienība senpjēra sičuaņas spānija
        sīrijas trinidāda uzbekistānas vācija zālamana angļu aromūnu avāru baškīru bolivārs centrālkurdu dirhēms
        elamiešu friūlu gēlu igauņu janvāris juaņs jūras karačaju kašubu klingoņu kosrājiešu laosiešu ligūriešu
        magahiešu mazanderāņu mārciņa ngjembūnu oksitāņu persiešu puštu reģions samoāņu sennorvēģu slovāku
        sīriešu tokelaviešu ugaritiešu vančo vidusangļu ziemeļfrīzu āzija čīle čibču čoktavu īrijas ņankolu
        šveices šonu
        """

    static let lithuanian = """
        į būti nėra iš gestų reikšmė failą failų paveikslėlis skaičius tapatybę paveikslėlio šrifto turėtų
        duomenų prefektūra žymė šis arabų klavišų šiaurės tęsties sąrašas eilutės pietų eilutė langą klavišas
        anglų įvesties antraštės eilučių įrašas šio padėtis spalvų reikšmės vakarų ši rytų aukštis įjungti
        vokiečių kraštas žymės piktogramų keičia rodyklės šiuo antraštė įkelti prancūzų vertė už prieš grafystė
        kurį būsenos žymeklio nežinoma nežinomas įrankių pašalinti rėmelio sritį išjungti mygtukų dydžio įrašyti
        baitų tikėtasi klavišo reikšmę pelės būsena sąrašo virš šį trūksta rusų elementų mygtuką paieškos dydį
        pranešimo grupė žymeklis simbolių pločio klavišai didž paraštė lentelės įjungta dešinės išvardinti
        viduramžių karalystė rašmenys juostą šriftas tuščias didžiausias kairės pavadinimą savybės aplanką
        kortelių mažiausias spalvą vengrų paveikslėlių žemiau sistemą klavišu rėmelis pikselių medžio kairę
        įdiegti pasenęs langų pažangos stulpelių vietą klavišais tačiau paketų lotyniški programų vieną žyma
        numatytąjį turinį įvedimo paaiškinimo dešinysis dešinę norvegų baigėsi automatiškai informaciją kinų
        savivaldybė jį įjungtas funkciją aprašymas grupės paraštės puslapių klaviatūros spausdintuvą savybė kitų
        turėti pranešimas vidinė demokratinė paveikslėlį objektą viršuje įrenginio klavišą latvių portugalų
        ispanų kurią erdvė aibė alandų armėnija bangladešo centrinės eritrėja futūnos hondūras kambodža kokosų
        lotynų nyderlandų prancūzijos seišelių tadžikija užsienio abchazų airių amazigų araonų aukštumų baliečių
        baučpuri bikolų brahujų dakotų džiola fidžių fulahų graikų hakų igbų italų jorubų kalmukų karibų kembų
        kičių koptų kreolų lapkričio ligūrų madurezų mandarų marių merų morisijų neapoliečių niankolų odijų
        pampangų pikardų redžang rugsėjis sambūrų sauraštrų siciliečių sičuan sorbų sąskaita tamazitų tengė
        tsakonų turkų vajų zelandų čekijos čajenų čini šiaurinės šambalų škotų žargonas
        """

    static let turkish = """
        için geçersiz dosyası değil adı satır başarısız çok içinde öntanımlı geçerli çıktı yalnızca göster
        hatası değer türü tüm bulunamadı hatalı değeri boş kullanıcı güney uyarı büyük seçeneği seçenek
        tarafından eğer seçenekler sayısı aynı çalışma işaret sürüm argüman üst dosyaları kullanın dışı batı
        bölüm yazdır işleme yazmaç önce lütfen seçenekleri kullanılamaz doğu kullanım gösterir özel satırı sayı
        kullanılan alanı boşluk küçük işlem kullanılabilir şu kullanılacak numarası yapılandırma sürümü olmalı
        parça menü kimliği argümanı çıkış tür yazıcı üzerinde biçimi açılamadı arşiv üzerine diğer başvuru
        başlık oluşturulamadı genişliği dışında dosyasının hiçbir veritabanı aşağıdaki geçici başka yazılım
        işlenen içeriyor uzunluğu sıfır doğrulaması yazı yoksayıldı bölümü işlemi göre farklı sağ kullanılır
        olmalıdır görüntüsü eşleşen ayarı biçimde bağlantı bağ düzenli dosyanın birleştirme oluştur anahtarı
        başlığı seçeneğini seç iç yanlış giriş biçemi kullanır sütun iş değişken arapça yazdırma doğru değiştir
        kullanımı arasında bağlı okunamadı çoklu kullanılıyor çubuğu parçayı yerdeğişim öge olması çık kısa
        olduğu dosyasını dosyasına açılamıyor başlangıç sonrası kaldır aygıt etkinleştir arşivi alınamadı açık
        süreç ağacı sembolü sırasında kaydırma yardımcı dosyayı genişlik satırları ayıklama değişkeni önceki
        adaları altı apaçice arnavutçası ağustos bankası beluçça birleşmiş bolívar bölgeleri curaçao dinarı
        eylül felemenkçe frangı fransızcası gotça guçince gürcistan hindiçin hititçe hırvatistan kamboçya
        karakalpakça kazakça keçuva kiçece krallık kvanzası köln kürtçe kıbrıs kırgızistan kıyısı lehçe litası
        lüksemburg manatı markkası mokşa mısır ortaçağ pencapça peştuca randı salı seyşeller solü süryanice
        sırpça talışça tatça tlingitçe toprakları türkmence türkçesi ulahça venedikçe votça yidiş yüksek
        balboası dobrası esküdosu gün karası korunası kvaçası lempirası nakfası pulası rufiyaası talası çad
        çağatayca çekoslavak çerokice çikasov çincesi çirmişçesi çuvaşça şayence şilini şubat
        """

    static let catalan = """
        és està línia opció vàlid només versió produït té més informació memòria número vàlida caràcters
        caràcter ús índex però camí comissió línies després són capçalera república estàndard conté funció
        referència secció configuració avís menú enllaç desplaçament expressió posició botó aplicació patró
        pàgina adreça autenticació acció intèrpret procés fusió especificació llengües submòdul pedaç ubicació
        perquè referències següents això selecció bé píxels també impressió símbols títol màxim simbòlic
        codificació compressió paràmetre enllaços alçada múltiples mètode còpia intermèdia destinació sessió
        operació màxima anglès automàticament àrab execució interfície accés diàleg seqüència descripció
        llicència connexió alineació lació progrés ratolí depuració límit mínima substitució ordenació èxit
        permès següent actualització àudio màquina àrea dependències definició compleció pàgines comença
        coincidència paràmetres símbol majúscules números resolució mínim direcció destí francès què assignació
        numèric simbòlics força comprovació vàlids últim última conversió disposició vídeo construcció invàlid
        creació revisió petició capçaleres introduïu àlies dipòsit amfitrió diferències començar invàlida
        fonètic únic llatí sòcol malmès atenció primària través catàleg visualització obtenció automàtica núm
        pública horària verificació pedaços animació traducció subprocés prèvia còpies tabulació secundària
        albània antàrtiques ascensió açores benín brasília bòsnia colòmbia eslovàquia finlàndia groenlàndia
        indonèsia jordània lituània malàisia moldàvia mònaco nigèria països príncipe rússia saudí sàhara
        tailàndia txèquia vaticà adigué algerià aragonès asturià balinès bielorús bosnià cantonès cebuà congolès
        còrnic dominicà egípcia eslovè feroès finès friülà gaèlic groenlandès gòtic híligaynon iranià israelià
        javanès kaingà kirguís kúmik liberià lígur malià marroquí maurità mirandès moçambiquès neerlandès
        nicaragüenc nòrdic palatí piemontès portuguès quítxua romanyès samarità sicilià sogdià susú sòrab
        tokelauès tunisià txetxè ucraïnès uruguaià vàries wòlof xíling zelandès àsia ürümchi índia
        """
}

# Fixed words of the reports, in Azerbaijani. Sentences with figures come with the dataset, not from here.

page = səhifə
contents = Mündəricat
table = Cədvəl
chart = Şəkil
draft = LAYİHƏ
basis = Əsas
deadline = Son müddət
rows-omitted = Göstərilməyən sətirlərin sayı

data-warnings = Məlumatların etibarlılığı.
no-warnings = Hesabat dövrünün məlumatlarına dair qeyd yoxdur.

section-minister = Nazirin keçirdiyi qəbullar və verdiyi tapşırıqlar
section-receptions = Vətəndaşların qəbulu
section-leadership = Rəhbər və məsul şəxslərin qəbulu
section-execution = Qəbulda verilmiş tapşırıqların icrası
section-repeats = Təkrar gəlişlər və onların səbəbləri
section-subsystem = “Vətəndaşların qəbulu” altsistemindən istifadə
section-quality = Qəbulun keyfiyyəti indeksi
section-findings = Aşkar edilmiş nöqsanlar
section-contradictions = Hesabatların üzləşdirilməsi
section-proposals = Nöqsanların aradan qaldırılmasına dair təkliflər

part-by-agency = Qurumlar üzrə
part-by-mode = Qəbulun forması və səviyyəsi üzrə
part-by-topic = Mövzular və nəticələr üzrə
part-when-where = Vaxt və ərazi üzrə
part-overdue = İcra müddəti keçmiş tapşırıqlar
part-local = Yerli bölmələr
part-debts = Bal itkiləri və onların bərpası
part-new-findings = Yeni nöqsanlar

annex-units = 1 nömrəli əlavə. Bölmələr üzrə əsas göstəricilər
annex-data = 2 nömrəli əlavə. Məlumatların qəbulu və rədd edilmiş qeydlər
annex-method = 3 nömrəli əlavə. Hesablama qaydası
annex-charter = 4 nömrəli əlavə. Əsasnamənin müddəaları və hesabatın bölmələri

audit-results = Nəzarət meyarlarının nəticələri
audit-findings = Aşkar edilmiş nöqsanlar və sübutlar
audit-sample = Seçmə üzrə baxış
audit-site = Yerində baxış
audit-comparison = Əvvəlki monitorinqlə müqayisə
audit-answer = Qurumun cavabı
audit-check = Nəzarət meyarı
audit-members = Monitorinq qrupunun üzvləri
audit-annex-sheet = 1 nömrəli əlavə. Seçmə vərəqi
audit-annex-method = 2 nömrəli əlavə. Hesablama qaydası
audit-no-items = Seçilmiş qeyd yoxdur.

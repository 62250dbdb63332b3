"""Files as other systems write them; made up for these tests."""

KNEE = """<!DOCTYPE html>
<html>
<head>
<title>MR knee</title>
<meta charset="UTF-8">
<meta name="dcterms.title" content="MR knee">
<meta name="dcterms.description" content="Internal derangement &amp; cartilage">
<meta name="dcterms.identifier" content="http://example.org/templates/knee-1">
<meta name="dcterms.type" content="IMAGE_REPORT_TEMPLATE">
<meta name="dcterms.language" content="en">
<meta name="dcterms.publisher" content="Example Society">
<meta name="dcterms.rights" content="Free to use">
<meta name="dcterms.license" content="http://example.org/licence">
<meta name="dcterms.date" content="2024-02-01">
<meta name="dcterms.creator" content="Sample, S.">
<meta name="dcterms.contributor" content="Helper, H.">
<script type="text/xml">
<!--
<template_attributes>
<top-level-flag>true</top-level-flag>
<status>ACTIVE</status>
<coding_schemes><coding_scheme name="RADLEX" designator="2.16.840.1.113883.6.256"/></coding_schemes>
<term><code meaning="knee" value="RID2743" scheme="RADLEX"/></term>
<coded_content>
<entry ORIGTXT="S2"><term><code meaning="findings" value="RID28486" scheme="RADLEX"/></term></entry>
<entry ORIGTXT="T3"><term><code meaning="meniscus" value="RID2775" scheme="RADLEX"/></term></entry>
</coded_content>
</template_attributes>
-->
</script>
</head>
<body>
<section id="S1" class="level1" data-section-name="Clinical Information">
  <header class="level1">Clinical Information</header>
  <p><label for="T1">Reason</label>
     <input type="text" id="T1" name="reason" value="" data-field-type="TEXT" data-field-completion-action="ALERT"></p>
</section>
<section id="S2" class="level1" data-section-name="Findings">
  <header class="level1">Findings</header>
  <section id="S21" class="level2" data-section-name="Menisci">
    <header class="level2">Menisci</header>
    <p><label for="T3">Medial meniscus:</label>
       <select id="T3" name="medial" data-field-type="SELECTION_LIST" data-field-completion-action="NONE">
         <option value="torn">torn</option><option value="intact" selected>intact</option>
         <option>grade [2] | degenerated</option></select></p>
  </section>
  <p><label for="T4">Effusion 1</label>
     <input type="number" id="T4" name="depth" min="0" max="40" value="" data-field-type="NUMBER" data-field-units="mm"
       data-field-completion-action="PROHIBIT"></p>
  <p>Ligaments:   intact
     throughout.</p>
</section>
<section id="S3" class="level1" data-section-name="Impression">
  <header class="level1">Impression</header>
  <p><textarea id="T5" name="impression" data-field-type="TEXTAREA" data-field-completion-action="NONE">
No internal derangement.
</textarea></p>
</section>
</body>
</html>
"""

CHEST = """<!doctype html><html><head><title>Thorax CT</title>
<meta charset=utf-8><meta name="dcterms.title" content="CT Thorax">
<script type="text/xml"><template_attributes><coded_content></template_attributes></script>
<script>alert(document.cookie)</script>
<link rel=stylesheet href="http://example.org/style.css"></head>
<body onload="steal()">
<section id=a data-section-name="Technik"><header>Technik</header>
<span id=CB data-field-type=CHECKBOX>
<input type=checkbox name=CB id=CB0 value="Nativ">Nativ
<input type=checkbox name=CB id=CB1 value="Mit Kontrastmittel" checked>Mit Kontrastmittel
</span></section>
<section id=b data-section-name="Befund"><header>Befund</header>
<table><tr><td>Lunge</td><td><input type="textarea" id=l name=l value="frei"></td></tr>
<tr><td>Pleura</td><td><textarea id=p name=p></textarea></td></tr></table>
<img src="http://example.org/lung.png" alt="Lung map">
<section id=b2 data-section-name="Herz"><header>Herz</header>
<label for=r0>Größe</label>
<input type=radio name=size id=r0 value=normal checked> <input type=radio name=size id=r1 value=vergrößert></section>
</section>
<section id=c data-section-name="Lymphknoten"><header>Lymphknoten</header><p>Unauff&auml;llig.</section>
<section id=d data-section-name="Beurteilung"><header>Beurteilung</header>
<input type=text id=pd name="prior_date" data-field-type=MERGE>
<input type=text id=mx name="ris_number" data-field-type=MERGE>
<input type=hidden name=token value=x></section>
</body></html>"""

PLAIN = """<html><head><title>超音波</title></head><body>
<h2>腹部</h2><p>肝臓: <input name="肝臓"></p><p>胆嚢: <select name="胆嚢"><option>異常なし<option>結石あり</select></p>
</body>"""

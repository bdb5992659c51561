import java.io.FileInputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** One line for each file and each PDF/UA-1 rule that it breaks; nothing for a file that keeps them all. */
public class Verify {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var flavour = PDFAFlavour.PDFUA_1;
        var foundry = Foundries.defaultInstance();
        for (String file : files) {
            try (var parser = foundry.createParser(new FileInputStream(file), flavour);
                    var validator = foundry.createValidator(flavour, false)) {
                Set<String> broken = new LinkedHashSet<>();
                for (TestAssertion each : validator.validate(parser).getTestAssertions()) {
                    if (each.getStatus() == TestAssertion.Status.FAILED) {
                        broken.add(each.getRuleId().getClause() + " " + each.getMessage());
                    }
                }
                broken.forEach(rule -> System.out.println(file + ": " + rule));
            }
        }
    }
}

import { AutoComplete } from "@web/core/autocomplete/autocomplete";
import { Domain } from "@web/core/domain";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { Many2XAutocomplete } from "@web/views/fields/relational_utils";
import { session } from "@web/session";

const CREATE = "o_m2o_dropdown_option_create";
const isCreation = ({ cssClass = "" }) => cssClass.split(" ").some((name) => name.startsWith(CREATE));

/** Tell whether a field takes companies alone, or persons alone (false), as far as context and domain say it. */
function takesCompanies({ context, getDomain }) {
    if (context.default_is_company === false) {
        // It would get the company beside it as its own one.
        return false;
    }
    const domain = new Domain(getDomain());
    // Of who is created, nothing but the name is known: whatever else the domain asks for is empty.
    const empty = Object.fromEntries(
        domain
            .toList()
            .filter(Array.isArray)
            .map(([field]) => [field, false])
    );
    const [companies, persons] = [true, false].map((is_company) => domain.contains({ ...empty, is_company }));
    return companies === persons ? null : companies;
}

/**
 * A contact that is not found is created as a company or as a person, whichever somebody says: both stand last, and
 * Enter creates none by itself. Core offers one, first and marked, and makes it a person.
 *
 * Core: web/static/src/views/fields/relational_utils.js, 19.0. Contract: test_core_creation_last.
 */
patch(Many2XAutocomplete.prototype, {
    async suggest(request, lock) {
        const suggestions = await super.suggest(request, lock);
        if (
            this.props.resModel !== "res.partner" ||
            !suggestions.some(isCreation) ||
            // Without a connection it could not be asked for.
            !session.hub_is_reader
        ) {
            return suggestions;
        }
        const found = suggestions.filter((suggestion) => !isCreation(suggestion));
        const creations = suggestions
            .filter(isCreation)
            .flatMap((each) => (each.data.slotName === "createItem" ? this.buildContactSuggestions(request) : [each]));
        return [
            ...(found.length ? found : [this.buildNoRecordsSuggestion()]),
            ...creations.map((each) => ({ ...each, isNeverFirst: true })),
        ];
    },

    buildContactSuggestions(request) {
        const companies = takesCompanies(this.props);
        const build = (isCompany, label) => ({
            ...this.buildCreateSuggestion(request),
            label,
            onSelect: () => this.createContact(request, isCompany),
        });
        return [
            ...(companies === false ? [] : [build(true, _t("Create “%s” as company", request))]),
            ...(companies === true ? [] : [build(false, _t("Create “%s” as person", request))]),
        ];
    },

    async createContact(name, isCompany) {
        const context = { ...this.props.context, default_is_company: isCompany };
        try {
            const [id, display_name] = await this.orm.call("res.partner", "name_create", [name], { context });
            await this.props.update([{ id, display_name }]);
        } catch (error) {
            this.onQuickCreateError(error, name);
        }
    },
});

/**
 * What is never first is marked by an arrow key or the pointer alone.
 *
 * Core: web/static/src/core/autocomplete/autocomplete.js, 19.0. Contract: test_core_creation_last.
 */
patch(AutoComplete.prototype, {
    navigate(direction) {
        super.navigate(direction);
        if (!direction && this.activeOption?.isNeverFirst) {
            this.state.activeSourceOption = null;
        }
    },
});

import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { FormCompiler } from "@web/views/form/form_compiler";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

/** Pages of a notebook go by their own names, so that one is known again whatever stands before it. */
export class CompanyFormCompiler extends FormCompiler {
    compileNotebook(el) {
        const notebook = super.compileNotebook(...arguments);
        for (const slot of notebook.children) {
            const name = slot.getAttribute("name").slice(1, -1);
            if (el.querySelector(`:scope > page[name="${name}"]`)) {
                slot.setAttribute("t-set-slot", name);
            }
        }
        return notebook;
    }
}

/** The tab that was open last opens again, for companies and for persons on their own, by user and device. */
export class CompanyFormController extends FormController {
    static template = "hub_entrepreneurs.CompanyFormView";

    setup() {
        super.setup();
        const keep = this.onNotebookPageChange;
        this.onNotebookPageChange = (notebook, page) => {
            keep(notebook, page);
            if (page && !this.model.root.isNew) {
                browser.localStorage.setItem(this.tabKey, page);
            }
        };
    }

    get tabKey() {
        const kind = this.model.root.data.is_company ? "company" : "person";
        return `hub_tab_${user.userId}_${kind}`;
    }

    get activeNotebookPages() {
        return { 0: browser.localStorage.getItem(this.tabKey) || undefined };
    }
}

registry.category("views").add("hub_company_form", {
    ...formView,
    Compiler: CompanyFormCompiler,
    Controller: CompanyFormController,
});
